# differs: the reference has another file system
import os

os.mkdir("folder")
open("file", "w").close()


def outcome(call, *arguments):
    try:
        call(*arguments)
        return 0
    except OSError as error:
        return error.errno


for path in ("/flash", ".", "..", "file", "folder/", "folder/.", "file/x", "no/x", "...", "a*b", "folder//x", "x" * 256):
    print(path[:9], [outcome(call, path) for call in (os.stat, os.listdir, os.mkdir, os.remove, os.rmdir)])
    for made in ("folder/x", path):
        if outcome(os.rmdir, made) == 0 and made == "folder":
            os.mkdir(made)
    if "file" not in os.listdir("/flash"):
        open("file", "w").close()
    if "folder" not in os.listdir("/flash"):
        os.mkdir("folder")
# expect: /flash [0, 0, 17, 22, 22]
# expect: . [22, 0, 17, 22, 22]
# expect: .. [22, 0, 17, 22, 22]
# expect: file [0, 2, 17, 0, 2]
# expect: folder/ [22, 22, 22, 22, 22]
# expect: folder/. [0, 0, 17, 21, 22]
# expect: file/x [2, 2, 2, 2, 2]
# expect: no/x [2, 2, 2, 2, 2]
# expect: ... [22, 22, 22, 22, 22]
# expect: a*b [22, 22, 22, 22, 22]
# expect: folder//x [2, 2, 0, 21, 0]
# expect: xxxxxxxxx [22, 22, 22, 22, 22]

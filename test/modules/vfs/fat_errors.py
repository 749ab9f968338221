# differs: the reference has no VfsFat
import vfs

class RAM:
    def __init__(self, blocks, size=512):
        self.size = size
        self.data = bytearray(blocks * size)

    def readblocks(self, block, into):
        start = block * self.size
        into[:] = self.data[start : start + len(into)]

    def writeblocks(self, block, data):
        start = block * self.size
        self.data[start : start + len(data)] = data

    def ioctl(self, what, argument):
        if what == 4:
            return len(self.data) // self.size
        if what == 5:
            return self.size


def errno(call, *arguments):
    try:
        return call(*arguments)
    except OSError as error:
        return error


device = RAM(64)
vfs.VfsFat.mkfs(device)
fat = vfs.VfsFat(device)
fat.open("file", "w").close()
fat.mkdir("folder")
for name in ("", "/", ".", "..", "file", "FOLDER", "no", "no/no", "file/no", "a*b", "folder/", "folder/.", "folder/..", "...", "x" * 256, "no/a*b"):
    print(repr(name[:20]))
    for call in (fat.stat, fat.mkdir, fat.remove, fat.rmdir, fat.ilistdir, fat.chdir):
        answer = errno(call, name)
        print("   ", answer if isinstance(answer, OSError) else "ok")
    fat.chdir("/")
    if name == "FOLDER":
        fat.mkdir("folder")
    if name == "file":
        fat.open("file", "w").close()
for old, new in (("file", "folder"), ("no", "x"), ("file", "no/x"), ("folder", "file"), ("file", ""), ("", "x"), ("file", "FILE"), ("..", "x")):
    print(old, new, errno(fat.rename, old, new), sorted(entry[0] for entry in fat.ilistdir()))
    if new == "file":
        fat.rename("file", "folder")
        fat.open("file", "w").close()
for mode in ("", "r", "w", "a", "x", "rb", "r+", "w+", "a+"):
    file = errno(fat.open, "FILE", mode)
    if isinstance(file, OSError):
        print(mode, file)
        continue
    print(mode, errno(file.write, "abc"), errno(file.seek, 1), errno(file.read, 1), errno(file.tell))
    file.close()
print(errno(fat.open, "folder", "r"), errno(fat.open, "folder", "w"), errno(fat.open, "", "w"), errno(fat.open, "no/x", "w"))
# expect: ''
# expect:     ok
# expect:     [Errno 17] EEXIST
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     ok
# expect:     ok
# expect: '/'
# expect:     ok
# expect:     [Errno 17] EEXIST
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     ok
# expect:     ok
# expect: '.'
# expect:     [Errno 22] EINVAL
# expect:     [Errno 17] EEXIST
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     ok
# expect:     ok
# expect: '..'
# expect:     [Errno 22] EINVAL
# expect:     [Errno 17] EEXIST
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     ok
# expect:     ok
# expect: 'file'
# expect:     ok
# expect:     [Errno 17] EEXIST
# expect:     ok
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect: 'FOLDER'
# expect:     ok
# expect:     [Errno 17] EEXIST
# expect:     [Errno 21] EISDIR
# expect:     ok
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect: 'no'
# expect:     [Errno 2] ENOENT
# expect:     ok
# expect:     [Errno 21] EISDIR
# expect:     ok
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect: 'no/no'
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect: 'file/no'
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect: 'a*b'
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect: 'folder/'
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect: 'folder/.'
# expect:     ok
# expect:     [Errno 17] EEXIST
# expect:     [Errno 21] EISDIR
# expect:     [Errno 22] EINVAL
# expect:     ok
# expect:     ok
# expect: 'folder/..'
# expect:     ok
# expect:     [Errno 17] EEXIST
# expect:     [Errno 21] EISDIR
# expect:     [Errno 22] EINVAL
# expect:     ok
# expect:     ok
# expect: '...'
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect: 'xxxxxxxxxxxxxxxxxxxx'
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect: 'no/a*b'
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect: file folder [Errno 21] EISDIR ['file', 'folder']
# expect: no x [Errno 2] ENOENT ['file', 'folder']
# expect: file no/x [Errno 2] ENOENT ['file', 'folder']
# expect: folder file None ['file']
# expect: file  [Errno 22] EINVAL ['file', 'folder']
# expect:  x [Errno 22] EINVAL ['file', 'folder']
# expect: file FILE None ['FILE', 'folder']
# expect: .. x [Errno 22] EINVAL ['FILE', 'folder']
# expect:  [Errno 13] EACCES 0 [Errno 13] EACCES 0
# expect: r [Errno 13] EACCES 0  0
# expect: w 3 1 [Errno 13] EACCES 1
# expect: a 3 1 [Errno 13] EACCES 1
# expect: x [Errno 17] EEXIST
# expect: rb [Errno 13] EACCES 1 b'b' 2
# expect: r+ 3 1 b 2
# expect: w+ 3 1 b 2
# expect: a+ 3 1 b 2
# expect: [Errno 2] ENOENT [Errno 13] EACCES [Errno 22] EINVAL [Errno 2] ENOENT

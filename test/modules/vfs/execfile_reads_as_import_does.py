import io
import vfs


class File(io.IOBase):
    def __init__(self, content):
        self.content = content

    def ioctl(self, request, argument):
        return 0

    def readinto(self, buffer):
        count = min(len(buffer), len(self.content))
        buffer[:count] = self.content[:count]
        self.content = self.content[count:]
        return count


class FileSystem:
    def mount(self, readonly, mkfs):
        pass

    def umount(self):
        pass

    def open(self, path, mode):
        print("open", path, mode)
        if path == "/none":
            return None
        return File(b"print('run', __name__)\nvalue = 5\n")


vfs.mount(FileSystem(), "/made")
execfile("/made/program.py")
# expect: open /program.py rb
# expect: run __main__
print(value)  # expect: 5
names = {"__name__": "other"}
execfile("/made/program.py", names)
# expect: open /program.py rb
# expect: run other
print(names["value"])  # expect: 5
for path in ("/made/none", b"bytes", 1):
    try:
        execfile(path)
    except (OSError, TypeError) as e:
        print(type(e).__name__, e)
# expect: open /none rb
# expect: OSError stream operation not supported
# expect: TypeError can't convert 'bytes' object to str implicitly
# expect: TypeError can't convert 'int' object to str implicitly

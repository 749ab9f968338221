# differs: the board has a flash file system mounted at /flash
import io, os, vfs


class File(io.IOBase):
    def __init__(self, data):
        self.data = data

    def readinto(self, buffer):
        n = min(len(buffer), len(self.data))
        buffer[:n] = self.data[:n]
        self.data = self.data[n:]
        return n

    def ioctl(self, request, argument):
        if request == 4:
            print("close")
        return 0


class Files:
    def mount(self, readonly, mkfs):
        print("mount", readonly, mkfs)

    def umount(self):
        print("umount")

    def stat(self, path):
        if path == "/greet.py":
            return (0x8000,) + (0,) * 9
        raise OSError(2)

    def open(self, path, mode):
        print("open", path, mode)
        return File(b"print('hello')\n")


files = Files()
vfs.mount(files, "/py", readonly=True)
print(os.listdir("/"), vfs.mount()[1] == (files, "/py"))
print(os.stat("/py/greet.py")[0])
import sys

sys.path.append("/py")
import greet

for wrong in (lambda: vfs.mount(files, "/py"), lambda: os.rename("/py/a", "/flash/a"), lambda: os.remove("/"),
              lambda: open("/none/x"), lambda: os.mkdir("/flash"), lambda: vfs.umount("/none")):
    try:
        wrong()
    except OSError as error:
        print(error)
vfs.umount("/py")
print(os.listdir("/"))
# expect: mount True False
# expect: ['flash', 'py'] True
# expect: 32768
# expect: open /greet.py rb
# expect: close
# expect: hello
# expect: mount False False
# expect: [Errno 1] EPERM
# expect: [Errno 1] EPERM
# expect: [Errno 1] EPERM
# expect: [Errno 19] ENODEV
# expect: [Errno 17] EEXIST
# expect: [Errno 22] EINVAL
# expect: umount
# expect: ['flash']

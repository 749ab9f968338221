# differs: the reference has no VfsLfs2
import os
import sys
import time
import vfs

class RAM:
    def __init__(self, blocks, size=512):
        self.size = size
        self.data = bytearray(blocks * size)

    def readblocks(self, block, into, offset=0):
        start = block * self.size + offset
        into[:] = self.data[start : start + len(into)]

    def writeblocks(self, block, data, offset=0):
        start = block * self.size + offset
        self.data[start : start + len(data)] = data

    def ioctl(self, what, argument):
        if what == 4:
            return len(self.data) // self.size
        if what == 5:
            return self.size
        if what == 6:
            start = argument * self.size
            self.data[start : start + self.size] = b"\xff" * self.size
            return 0


def errno(call, *arguments):
    try:
        return call(*arguments)
    except OSError as error:
        return error
    except ValueError as error:
        return "ValueError", error


for kind in (vfs.VfsFat, vfs.VfsLfs2):
    device = RAM(64)
    kind.mkfs(device)
    vfs.mount(device, "/ram")
    print([fs.__class__ for fs, point in vfs.mount() if point == "/ram"], "ram" in os.listdir("/"), os.stat("/ram")[0] == 0x4000)
    os.mkdir("/ram/package")
    with open("/ram/package/__init__.py", "w") as file:
        file.write("print('imported', __name__)\n")
    with open("/ram/package/inner.py", "w") as file:
        file.write("value = %r\n" % str(kind))
    sys.path.append("/ram")
    import package.inner
    print(package.inner.value, package)
    sys.path.pop()
    del sys.modules["package"], sys.modules["package.inner"]
    os.chdir("/ram/package")
    print(os.getcwd(), sorted(os.listdir()))
    os.chdir("..")
    vfs.umount("/ram")
    print(os.getcwd(), [fs.__class__ for fs, point in vfs.mount() if point == "/ram"])
    os.chdir("/flash" if "flash" in os.listdir("/") else "/")
fs = vfs.VfsLfs2(device)
before = fs.stat("package/inner.py")[8]
print(before > 0, fs.stat("package")[8], fs.stat("")[8])
time.sleep(1)
fs.open("package/inner.py", "r").close()
print(fs.stat("package/inner.py")[8] - before)
fs.open("package/inner.py", "a").close()
print(fs.stat("package/inner.py")[8] - before)
fs = vfs.VfsLfs2(device, mtime=False, readsize=16, progsize=16, lookahead=8)
fs.open("new", "w").close()
print(fs.stat("new")[8])
# expect: [<class 'VfsFat'>] True True
# expect: imported package
# expect: <class 'VfsFat'> <module 'package' from '/ram/package/__init__.py'>
# expect: /ram/package ['__init__.py', 'inner.py']
# expect: / []
# expect: [<class 'VfsLfs2'>] True True
# expect: imported package
# expect: <class 'VfsLfs2'> <module 'package' from '/ram/package/__init__.py'>
# expect: /ram/package ['__init__.py', 'inner.py']
# expect: / []
# expect: True 0 0
# expect: 0
# expect: 1
# expect: 0

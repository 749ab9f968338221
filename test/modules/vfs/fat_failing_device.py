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


class Failing(RAM):
    reading = writing = None

    def readblocks(self, block, into):
        super().readblocks(block, into)
        return self.reading

    def writeblocks(self, block, data):
        super().writeblocks(block, data)
        return self.writing


for answer in (-5, 5, -30, -1):
    device = Failing(64)
    vfs.VfsFat.mkfs(device)
    fat = vfs.VfsFat(device)
    fat.mkdir("folder")
    with fat.open("file", "w") as file:
        file.write("a" * 2000)
    device.reading = answer
    print(errno(vfs.VfsFat, device), fat.stat("file")[6], errno(fat.stat, "folder/x"))
    device.reading = None
    file = fat.open("file", "r")
    device.reading = answer
    print(errno(file.read, 10))
    device.reading = None
    print(errno(file.read, 10), errno(file.close))
    device.writing = answer
    print(errno(fat.mkdir, "x"), errno(fat.open, "new", "w").__class__, errno(fat.remove, "file"))


class ReadOnly:
    def __init__(self, device):
        self.readblocks = device.readblocks
        self.ioctl = device.ioctl


device = RAM(64)
vfs.VfsFat.mkfs(device)
vfs.VfsFat(device).open("file", "w").close()
fat = vfs.VfsFat(ReadOnly(device))
print(errno(fat.open, "file", "w"), errno(fat.mkdir, "x"), errno(fat.remove, "file"), errno(fat.rename, "file", "x"), errno(vfs.VfsFat.mkfs, ReadOnly(device)))
vfs.mount(device, "/ram", readonly=True)
print(errno(open, "/ram/new", "w"), open("/ram/file").read())
vfs.umount("/ram")
try:
    vfs.VfsFat(object())
except AttributeError as error:
    print(error)
print(errno(vfs.mount, RAM(64), "/blank"))
vfs.mount(RAM(64), "/blank", mkfs=True)
print("/blank" in [point for fs, point in vfs.mount()])
vfs.umount("/blank")


class Old:
    def __init__(self, device):
        self.readblocks = device.readblocks
        self.writeblocks = device.writeblocks
        self.count = lambda: 64
        self.sync = lambda: print("sync")


vfs.VfsFat.mkfs(Old(RAM(64)))
# expect: [Errno 5] EIO 2000 [Errno 5] EIO
# expect: [Errno 5] EIO
# expect: [Errno 5] EIO None
# expect: [Errno 5] EIO <class 'OSError'> [Errno 5] EIO
# expect: [Errno 5] EIO 2000 [Errno 5] EIO
# expect: [Errno 5] EIO
# expect: [Errno 5] EIO None
# expect: [Errno 5] EIO <class 'OSError'> [Errno 5] EIO
# expect: [Errno 5] EIO 2000 [Errno 5] EIO
# expect: [Errno 5] EIO
# expect: [Errno 5] EIO None
# expect: [Errno 5] EIO <class 'OSError'> [Errno 5] EIO
# expect: [Errno 5] EIO 2000 [Errno 5] EIO
# expect: [Errno 5] EIO
# expect: [Errno 5] EIO None
# expect: [Errno 5] EIO <class 'OSError'> [Errno 5] EIO
# expect: 30 30 30 30 30
# expect: 30 
# expect: 'object' object has no attribute 'readblocks'
# expect: [Errno 19] ENODEV
# expect: True
# expect: sync

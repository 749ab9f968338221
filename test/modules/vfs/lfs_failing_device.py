# differs: the reference has no VfsLfs2
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


class Failing(RAM):
    answer = None

    def readblocks(self, block, into, offset=0):
        super().readblocks(block, into, offset)
        return self.answer

    def writeblocks(self, block, data, offset=0):
        super().writeblocks(block, data, offset)
        return self.answer


for answer in (-5, 5, -30, -1):
    device = Failing(64)
    vfs.VfsLfs2.mkfs(device)
    fs = vfs.VfsLfs2(device)
    with fs.open("file", "w") as file:
        file.write("a" * 2000)
    device.answer = answer
    print(errno(vfs.VfsLfs2, device), errno(fs.stat, "file"), errno(fs.open, "file", "r"), errno(fs.ilistdir), errno(fs.statvfs, ""))
    device.answer = None
    file, other = fs.open("file", "r"), fs.open("file", "a")
    device.answer = answer
    print(errno(file.read, 10), errno(other.write, "more"))
    device.answer = None
    print(file.read(3), errno(file.close), errno(other.close))
    file = fs.open("new", "w")
    file.write("text")
    device.answer = answer
    print(errno(file.flush), errno(fs.mkdir, "x"), errno(fs.remove, "file"))
    device.answer = None
    print(errno(file.close), list(fs.ilistdir()))


class ReadOnly:
    def __init__(self, device):
        self.readblocks = device.readblocks
        self.ioctl = device.ioctl


device = RAM(64)
vfs.VfsLfs2.mkfs(device)
vfs.VfsLfs2(device).open("file", "w").close()
fs = vfs.VfsLfs2(ReadOnly(device))
print(errno(fs.mkdir, "x"), errno(fs.remove, "file"), errno(fs.rename, "file", "x"), errno(vfs.VfsLfs2.mkfs, ReadOnly(device)))
vfs.mount(device, "/ram", readonly=True)
print(errno(open, "/ram/new", "w"), open("/ram/file").read(), [type(fs).__name__ for fs, point in vfs.mount() if point == "/ram"])
vfs.umount("/ram")
try:
    vfs.VfsLfs2(object())
except AttributeError as error:
    print(error)
try:
    vfs.VfsLfs2(device, 32)
except TypeError as error:
    print(error)
device.ioctl = lambda what, argument: None
try:
    vfs.VfsLfs2.mkfs(device)
except TypeError as error:
    print(error)
# expect: [Errno 5] EIO [Errno 5] EIO [Errno 5] EIO [Errno 5] EIO [Errno 5] EIO
# expect: [Errno 5] EIO [Errno 5] EIO
# expect: aaa None None
# expect: [Errno 5] EIO [Errno 5] EIO [Errno 5] EIO
# expect: None [('file', 32768, 0, 2000), ('new', 32768, 0, 0)]
# expect: [Errno 22] EINVAL [Errno 22] EINVAL [Errno 22] EINVAL [Errno 22] EINVAL [Errno 22] EINVAL
# expect: [Errno 22] EINVAL [Errno 22] EINVAL
# expect: aaa None None
# expect: [Errno 22] EINVAL [Errno 22] EINVAL [Errno 22] EINVAL
# expect: None [('file', 32768, 0, 2000), ('new', 32768, 0, 0)]
# expect: 30 30 30 30 30
# expect: 30 30
# expect: aaa None None
# expect: 30 30 30
# expect: None [('file', 32768, 0, 2000), ('new', 32768, 0, 0)]
# expect: [Errno 1] EPERM [Errno 1] EPERM [Errno 1] EPERM [Errno 1] EPERM [Errno 1] EPERM
# expect: [Errno 1] EPERM [Errno 1] EPERM
# expect: aaa None None
# expect: [Errno 1] EPERM [Errno 1] EPERM [Errno 1] EPERM
# expect: None [('file', 32768, 0, 2000), ('new', 32768, 0, 0)]
# expect: 30 30 30 30
# expect: 30  ['VfsLfs2']
# expect: 'object' object has no attribute 'readblocks'
# expect: extra positional arguments given
# expect: can't convert NoneType to int

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


class Sparse(RAM):
    def __init__(self, blocks, size):
        self.blocks = blocks
        self.size = size
        self.data = {}

    def readblocks(self, block, into):
        for start in range(0, len(into), self.size):
            into[start : start + self.size] = self.data.get(block + start // self.size, bytes(self.size))

    def writeblocks(self, block, data):
        for start in range(0, len(data), self.size):
            self.data[block + start // self.size] = bytes(data[start : start + self.size])

    def ioctl(self, what, argument):
        return {4: self.blocks, 5: self.size}.get(what)


for blocks, size in ((21, 512), (49, 512), (50, 512), (224, 512), (4095, 512), (4096, 512), (4130, 512), (100, 1024), (64, 4096), (5000, 2048)):
    device = Sparse(blocks, size)
    print(blocks, size, errno(vfs.VfsFat.mkfs, device), end=" ")
    try:
        fat = vfs.VfsFat(device)
        print(fat.statvfs("")[:5])
        with fat.open("f", "w") as file:
            for i in range(3):
                file.write(bytes(range(256)) * 20)
        with fat.open("f", "rb") as file:
            print(file.read() == bytes(range(256)) * 60, fat.statvfs("")[3])
    except OSError as error:
        print(error)
for size in (256, 511, 768, 8192):
    print(errno(vfs.VfsFat.mkfs, Sparse(100, size)))
# expect: 21 512 [Errno 5] EIO [Errno 19] ENODEV
# expect: 49 512 [Errno 5] EIO [Errno 19] ENODEV
# expect: 50 512 None (512, 512, 16, 16, 16)
# expect: 28
# expect: 224 512 None (512, 512, 190, 190, 190)
# expect: True 160
# expect: 4095 512 None (1024, 1024, 2027, 2027, 2027)
# expect: True 2012
# expect: 4096 512 None (1024, 1024, 2028, 2028, 2028)
# expect: True 2013
# expect: 4130 512 None (1024, 1024, 2045, 2045, 2045)
# expect: True 2030
# expect: 100 1024 None (1024, 1024, 82, 82, 82)
# expect: True 67
# expect: 64 4096 None (4096, 4096, 58, 58, 58)
# expect: True 54
# expect: 5000 2048 None (4096, 4096, 2494, 2494, 2494)
# expect: True 2490
# expect: [Errno 5] EIO
# expect: [Errno 5] EIO
# expect: [Errno 5] EIO
# expect: [Errno 5] EIO

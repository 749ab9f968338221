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


device = RAM(60)
vfs.VfsFat.mkfs(device)
fat = vfs.VfsFat(device)
print(fat.statvfs("")[:5])
file = fat.open("big", "w")
print(errno(file.write, bytes(600)), errno(file.write, bytes(20000)), file.tell())
file.close()
print(fat.stat("big")[6], fat.statvfs("")[3], errno(fat.mkdir, "x"))
fat.open("empty", "w").close()
fat.remove("big")
print(fat.statvfs("")[3])
file = fat.open("big", "w")
print(errno(file.seek, 100000), file.tell())
file.close()
print(fat.stat("big")[6], errno(fat.mkdir, "x"))
fat.open("big", "w").close()
fat.mkdir("x")
for i in range(1000):
    if isinstance(errno(fat.mkdir, "x/a rather long name %d" % i), OSError):
        break
print(i, fat.statvfs("")[3])
# expect: (512, 512, 26, 26, 26)
# expect: 600 28 13312
# expect: 13312 0 [Errno 13] EACCES
# expect: 26
# expect: 13312 13312
# expect: 13312 [Errno 13] EACCES
# expect: 21 0

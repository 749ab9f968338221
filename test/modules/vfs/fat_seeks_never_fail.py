# differs: the reference has no VfsFat
import vfs


class RAM:
    answer = None

    def __init__(self, blocks):
        self.data = bytearray(blocks * 512)

    def readblocks(self, block, into):
        into[:] = self.data[block * 512 : block * 512 + len(into)]
        return self.answer

    def writeblocks(self, block, data):
        self.data[block * 512 : block * 512 + len(data)] = data

    def ioctl(self, what, argument):
        return len(self.data) // 512 if what == 4 else 512 if what == 5 else None


device = RAM(100)
vfs.VfsFat.mkfs(device)
fat = vfs.VfsFat(device)
with fat.open("file", "w") as file:
    file.write("x" * 3000)
print(file.tell(), file.seek(5), file.seek(-1, 2), file.tell())  # expect: 3000 3000 3000 3000

# From nowhere that there is: the position stays.
file = fat.open("file", "r")
print(file.seek(700), file.seek(5, 3), file.seek(5, -1), file.tell())  # expect: 700 700 700 700

# The chain of clusters cannot be read; the file notices when it is read.
fat.stat("file")
device.answer = -5
print(file.seek(2900))  # expect: 1024
device.answer = None
try:
    print(file.read(1))
except OSError as error:
    print(error)
# expect: [Errno 5] EIO

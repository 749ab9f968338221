# differs: the reference has no VfsFat
import vfs


class RAM:
    def __init__(self, blocks):
        self.data = bytearray(blocks * 512)

    def readblocks(self, block, into):
        into[:] = self.data[block * 512 : block * 512 + len(into)]

    def writeblocks(self, block, data):
        self.data[block * 512 : block * 512 + len(data)] = data

    def ioctl(self, what, argument):
        return len(self.data) // 512 if what == 4 else 512 if what == 5 else None


def folder(fat):
    try:
        return fat.getcwd()
    except OSError as error:
        return error


device = RAM(100)
vfs.VfsFat.mkfs(device)
fat = vfs.VfsFat(device)
for length in (60, 67):
    name = "x" * length
    fat.mkdir(name)
    fat.chdir(name)
    print(folder(fat))
# expect: /xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
# expect: /xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
fat.mkdir("y")
fat.chdir("y")
print(folder(fat))  # expect: [Errno 12] ENOMEM

fat.chdir("/")
fat.mkdir("a")
fat.chdir("a")
fat.rename("/a", "a")
print(folder(fat))  # expect: [Errno 12] ENOMEM

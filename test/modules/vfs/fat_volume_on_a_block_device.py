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
print(errno(vfs.VfsFat(device).stat, "x"))
vfs.VfsFat.mkfs(device)
fat = vfs.VfsFat(device)
print(fat.statvfs(""), fat.getcwd(), list(fat.ilistdir()))
print(device.data[510:512], device.data[3:11], device.data[54:62])
with fat.open("Hello World.txt", "w") as file:
    print(file.write("x" * 700), file.tell())
print(list(fat.ilistdir()), b"HELLOW~1TXT" in device.data)
fat.mkdir("Folder")
fat.mkdir("folder/SUB")
fat.chdir("FOLDER/sub")
print(fat.getcwd(), list(fat.ilistdir("..")), fat.stat("..")[0] == 0x4000)
fat.rename("/Hello World.txt", "moved")
print(fat.open("moved", "r").read(3), fat.statvfs("")[2:5])
fat.chdir("/")
print(errno(fat.rmdir, "folder"), errno(fat.remove, "folder/sub"), errno(fat.rmdir, "folder/sub/moved"))
fat.rename("folder", "renamed")
fat.remove("renamed/sub/moved")
fat.rmdir("renamed/sub")
fat.rmdir("renamed")
print(list(fat.ilistdir()), fat.statvfs("")[2:5])
# expect: [Errno 19] ENODEV
# expect: (512, 512, 30, 30, 30, 0, 0, 0, 0, 255) / []
# expect: bytearray(b'U\xaa') bytearray(b'MSDOS5.0') bytearray(b'FAT     ')
# expect: 700 700
# expect: [('Hello World.txt', 32768, 0, 700)] True
# expect: /Folder/SUB [('SUB', 16384, 0, 0)] True
# expect: xxx (30, 26, 26)
# expect: [Errno 13] EACCES [Errno 21] EISDIR 20
# expect: [] (30, 30, 30)

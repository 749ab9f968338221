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


device = RAM(128, 256)
vfs.VfsLfs2.mkfs(device)
fs = vfs.VfsLfs2(device)
print(fs.statvfs(""), fs.getcwd(), device.data[8:16])
names = ["file%d" % (i * 7 % 40) for i in range(40)] + ["file", "f", "zebra", "Ä"]
for i, name in enumerate(names):
    with fs.open(name, "w") as file:
        file.write(name * i)
print([entry[0] for entry in fs.ilistdir()])
print(fs.statvfs("")[3])
for name in names[::2]:
    fs.remove(name)
print(list(fs.ilistdir()))
for name in names[1::2]:
    with fs.open(name, "r") as file:
        assert file.read() == name * names.index(name)
fs = vfs.VfsLfs2(device)
for i in range(5):
    fs.mkdir("folder%d" % i)
    fs.chdir("folder%d" % i)
    fs.open("in", "w").close()
print(fs.getcwd(), fs.statvfs("")[3], list(fs.ilistdir("..")))
fs.rename("in", "/out")
fs.rename("/folder0/folder1/folder2/folder3", "/moved")
fs.chdir("/")
print(list(fs.ilistdir()))
print(list(fs.ilistdir("moved")), list(fs.ilistdir(b"moved/folder4")))
fs.rmdir("moved/folder4")
print(errno(fs.rmdir, "moved"), errno(fs.remove, "moved/in"), errno(fs.remove, "moved"), fs.statvfs("")[3])
for i in range(150):
    fs.rename("out", "out2")
    fs.rename("out2", "out")
print(sorted(entry[0] for entry in fs.ilistdir())[-3:], fs.statvfs("")[3])
# expect: (256, 256, 128, 126, 126, 0, 0, 0, 0, 255) / bytearray(b'littlefs')
# expect: ['file0', 'file10', 'file11', 'file12', 'file13', 'file14', 'file15', 'file16', 'file17', 'file18', 'file19', 'file1', 'file20', 'file21', 'file22', 'file23', 'file24', 'file25', 'file26', 'file27', 'file28', 'file29', 'file2', 'file30', 'file31', 'file32', 'file33', 'file34', 'file35', 'file36', 'file37', 'file38', 'file39', 'file3', 'file4', 'file5', 'file6', 'file7', 'file8', 'file9', 'file', 'f', 'zebra', 'Ä']
# expect: 53
# expect: [('file11', 32768, 0, 78), ('file13', 32768, 0, 114), ('file15', 32768, 0, 150), ('file17', 32768, 0, 186), ('file19', 32768, 0, 222), ('file1', 32768, 0, 115), ('file21', 32768, 0, 18), ('file23', 32768, 0, 54), ('file25', 32768, 0, 90), ('file27', 32768, 0, 126), ('file29', 32768, 0, 162), ('file31', 32768, 0, 198), ('file33', 32768, 0, 234), ('file35', 32768, 0, 30), ('file37', 32768, 0, 66), ('file39', 32768, 0, 102), ('file3', 32768, 0, 145), ('file5', 32768, 0, 175), ('file7', 32768, 0, 5), ('file9', 32768, 0, 35), ('f', 32768, 0, 41), ('Ä', 32768, 0, 86)]
# expect: /folder0/folder1/folder2/folder3/folder4 51 [('folder4', 16384, 0, 0), ('in', 32768, 0, 0)]
# expect: [('file11', 32768, 0, 78), ('file13', 32768, 0, 114), ('file15', 32768, 0, 150), ('file17', 32768, 0, 186), ('file19', 32768, 0, 222), ('file1', 32768, 0, 115), ('file21', 32768, 0, 18), ('file23', 32768, 0, 54), ('file25', 32768, 0, 90), ('file27', 32768, 0, 126), ('file29', 32768, 0, 162), ('file31', 32768, 0, 198), ('file33', 32768, 0, 234), ('file35', 32768, 0, 30), ('file37', 32768, 0, 66), ('file39', 32768, 0, 102), ('file3', 32768, 0, 145), ('file5', 32768, 0, 175), ('file7', 32768, 0, 5), ('file9', 32768, 0, 35), ('folder0', 16384, 0, 0), ('f', 32768, 0, 41), ('moved', 16384, 0, 0), ('out', 32768, 0, 0), ('Ä', 32768, 0, 86)]
# expect: [('folder4', 16384, 0, 0), ('in', 32768, 0, 0)] []
# expect: 39 None None 59
# expect: ['folder0', 'out', 'Ä'] 59

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


device = RAM(200)
vfs.VfsFat.mkfs(device)
fat = vfs.VfsFat(device)
a, b = fat.open("a", "w+b"), fat.open("b", "w+b")
for i in range(20):
    a.write(bytes([i]) * 300)
    b.write(bytes([100 + i]) * 700)
for file, size in ((a, 300), (b, 700)):
    for place, whence in ((0, 0), (1000, 0), (-100, 2), (50, 1), (-3000, 1), (512, 0), (1, 1)):
        print(file.seek(place, whence), file.read(3))
a.seek(7000)
print(a.tell(), a.write(b"end"), a.seek(6000), len(a.read()))
a.seek(100)
a.write(b"?" * 2000)
a.seek(90)
print(a.read(20), a.seek(2090), a.read(20))
a.close()
b.flush()
print(fat.stat("a")[6], fat.stat("b")[6])
with fat.open("a", "ab") as file:
    print(file.tell(), file.write(b"more"), file.tell())
with fat.open("a", "r") as file:
    print(file.seek(99999), file.read(), file.seek(-1, 2))
lines = fat.open("lines", "w")
for i in range(200):
    lines.write("line %d\n" % i)
lines.close()
print(sum(len(line) for line in fat.open("lines", "r")), fat.open("lines", "r").readlines()[199])
# expect: 0 b'\x00\x00\x00'
# expect: 1000 b'\x03\x03\x03'
# expect: 5900 b'\x13\x13\x13'
# expect: 5953 b'\x13\x13\x13'
# expect: 2956 b'\t\t\t'
# expect: 512 b'\x01\x01\x01'
# expect: 516 b'\x01\x01\x01'
# expect: 0 b'ddd'
# expect: 1000 b'eee'
# expect: 13900 b'www'
# expect: 13953 b'www'
# expect: 10956 b'sss'
# expect: 512 b'ddd'
# expect: 516 b'ddd'
# expect: 7000 3 6000 1003
# expect: b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00??????????' 2090 b'??????????\x07\x07\x07\x07\x07\x07\x07\x07\x07\x07'
# expect: 7003 14000
# expect: 7003 4 7007
# expect: 7007  7006
# expect: 1690 line 199
# expect:

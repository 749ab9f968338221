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
vfs.VfsFat.mkfs(device)
fat = vfs.VfsFat(device)
names = ["UPPER.TXT", "lower.txt", "Mixed.txt", "lower.TXT", "UPPER2.txt", "long name.text", "a.b.c", ".hidden", "with+plus", "noext.", " lead", "trail ", "é.txt", "naïve", "ünïcödé", "日本", "~1"]
names += ["collide number %d" % i for i in range(9)]
for name in names:
    fat.open(name, "w").close()
    print(repr(name), errno(fat.stat, name.upper())[:1])
print([entry[0] for entry in fat.ilistdir()])
print([entry[0] for entry in fat.ilistdir(b"")][-3:])
root = 1 * 512 + device.data[22] * 512
for at in range(root, root + 2048, 32):
    if device.data[at] and device.data[at + 11] != 15:
        print(bytes(device.data[at : at + 11]), device.data[at + 12])
for name in names:
    errno(fat.remove, name)
print(list(fat.ilistdir()))
# expect: 'UPPER.TXT' (32768,)
# expect: 'lower.txt' (32768,)
# expect: 'Mixed.txt' (32768,)
# expect: 'lower.TXT' (32768,)
# expect: 'UPPER2.txt' (32768,)
# expect: 'long name.text' (32768,)
# expect: 'a.b.c' (32768,)
# expect: '.hidden' (32768,)
# expect: 'with+plus' (32768,)
# expect: 'noext.' (32768,)
# expect: ' lead' (32768,)
# expect: 'trail ' (32768,)
# expect: 'é.txt' (32768,)
# expect: 'naïve' (32768,)
# expect: 'ünïcödé' (32768,)
# expect: '日本' (32768,)
# expect: '~1' (32768,)
# expect: 'collide number 0' (32768,)
# expect: 'collide number 1' (32768,)
# expect: 'collide number 2' (32768,)
# expect: 'collide number 3' (32768,)
# expect: 'collide number 4' (32768,)
# expect: 'collide number 5' (32768,)
# expect: 'collide number 6' (32768,)
# expect: 'collide number 7' (32768,)
# expect: 'collide number 8' (32768,)
# expect: ['UPPER.TXT', 'lower.txt', 'Mixed.txt', 'UPPER2.txt', 'long name.text', 'a.b.c', '.hidden', 'with+plus', 'noext', ' lead', 'trail', 'é.txt', 'naïve', 'ünïcödé', '日本', '~1', 'collide number 0', 'collide number 1', 'collide number 2', 'collide number 3', 'collide number 4', 'collide number 5', 'collide number 6', 'collide number 7', 'collide number 8']
# expect: [b'collide number 6', b'collide number 7', b'collide number 8']
# expect: b'UPPER   TXT' 0
# expect: b'LOWER   TXT' 24
# expect: b'MIXED   TXT' 0
# expect: b'UPPER2  TXT' 16
# expect: b'LONGNA~1TEX' 0
# expect: b'AB~1    C  ' 0
# expect: b'~1      HID' 0
# expect: b'WITH_P~1   ' 0
# expect: b'NOEXT      ' 8
# expect: b'LEAD~1     ' 0
# expect: b'TRAIL      ' 8
# expect: b'\xc3\xa9      TXT' 0
# expect: b'NA\xc3\xafVE     ' 0
# expect: b'\xc3\xbcN\xc3\xafC~1   ' 0
# expect: b'\xe6U\xa5\xe6\x9c\xac     ' 0
# expect: b'~1         ' 0
# expect: b'COLLID~1   ' 0
# expect: b'COLLID~2   ' 0
# expect: b'COLLID~3   ' 0
# expect: b'COLLID~4   ' 0
# expect: b'COLLID~5   ' 0
# expect: b'COL~852E   ' 0
# expect: b'COL~452E   ' 0
# expect: b'COL~C52E   ' 0
# expect: b'COL~352E   ' 0
# expect: []

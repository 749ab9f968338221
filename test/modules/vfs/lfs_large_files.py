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


device = RAM(200, 256)
vfs.VfsLfs2.mkfs(device)
fs = vfs.VfsLfs2(device)
content = bytearray()
seed = 1
with fs.open("big", "wb") as file:
    for i in range(60):
        seed = seed * 1103515245 + 12345 & 0x7FFFFFFF
        part = bytes([seed >> 16 & 255]) * (seed % 401)
        content += part
        file.write(part)
    print(file.tell() == len(content), len(content))
print(fs.open("big", "rb").read() == content, fs.stat("big")[6] == len(content), fs.statvfs("")[3])
with fs.open("big", "r+b") as file:
    for position, length in ((0, 1), (255, 3), (3000, 700), (10, 5), (len(content) - 2, 2), (5000, 0), (len(content), 300), (4096, 2048)):
        file.seek(position)
        part = bytes([position & 255]) * length
        file.write(part)
        content[position : position + length] = part
        file.seek(max(0, position - 5))
        assert file.read(length + 20) == content[max(0, position - 5) : max(0, position - 5) + length + 20], position
    file.seek(-100, 2)
    assert file.read() == content[-100:]
    file.seek(len(content) + 1000)
    file.write("end")
content += bytes(1000) + b"end"
print(fs.open("big", "rb").read() == content, fs.statvfs("")[3])
with fs.open("big", "ab") as file:
    for i in range(10):
        file.write("more%d" % i)
        content += b"more%d" % i
        file.flush()
print(fs.open("big", "rb").read() == content, fs.statvfs("")[3])
first, second = fs.open("big", "rb"), fs.open("small", "w")
second.write("x" * 20)
second.flush()
fs.rename("small", "big2")
fs.mkdir("between")
second.write("y" * 100)
second.close()
print(first.read() == content, fs.stat("big2")[6])
fs.remove("big")
print(fs.statvfs("")[3])
full = fs.open("full", "wb")
total = 0
while True:
    try:
        total += full.write(bytes(500))
    except OSError as error:
        print(error)
        break
print(errno(full.close), fs.stat("full")[6], fs.statvfs("")[3], total > 40000)
for start, chunk in ((0, 10), (30, 31), (31, 32), (32, 33), (0, 33)):
    with fs.open("edge", "wb") as file:
        file.write(bytes(start))
        file.write(b"1" * chunk)
    print(fs.stat("edge")[6], fs.statvfs("")[3], fs.open("edge", "rb").read() == bytes(start) + b"1" * chunk)
# expect: True 11834
# expect: True True 150
# expect: True 97
# expect: True 43
# expect: True 20
# expect: 93
# expect: 28
# expect: None 0 93 False
# expect: 10 91 True
# expect: 61 90 True
# expect: 63 89 True
# expect: 65 88 True
# expect: 33 87 True

import deflate
import io

source = io.BytesIO(b"\x18\xd3+\xca\xccKW(B%J\xf2\xf3R\x01p.\x08\xf7rest")
stream = deflate.DeflateIO(source)
print(source.seek(0, 1))  # expect: 0
for size in (1, 1, 4, 10):
    print(stream.read(size), source.seek(0, 1))
# expect: b'r' 4
# expect: b'i' 5
# expect: b'ng r' 9
# expect: b'ing ring r' 11
buffer = bytearray(5)
print(stream.readinto(buffer), buffer)  # expect: 5 bytearray(b'ing t')
print(stream.read(), stream.read(1), source.read())  # expect: b'one' b'' b'rest'
stream.close()
try:
    stream.read(1)
except OSError as e:
    print(e)
# expect: [Errno 22] EINVAL
deflate.DeflateIO(source, deflate.RAW, 0, True).close()
try:
    source.read()
except ValueError as e:
    print(e)
# expect: I/O operation on closed file
try:
    deflate.DeflateIO(0).read()
except OSError as e:
    print(e)
# expect: stream operation not supported


class Lines(io.IOBase):
    def __init__(self):
        self.data = b"\xcb\xcc\xe3\xca\xc9\xccK-\xe6J\x04\x00"
        self.reads = 0

    def readinto(self, into):
        self.reads += len(into)
        into[0] = self.data[self.reads - 1]
        return 1


lines = Lines()
stream = deflate.DeflateIO(lines, deflate.RAW)
print(stream.readline(), stream.readline(), stream.readline(), lines.reads)
# expect: b'in\n' b'lines\n' b'a' 12

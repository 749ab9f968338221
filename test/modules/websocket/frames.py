import io
import websocket


class Wire(io.IOBase):
    def __init__(self, incoming=b"", at_once=99):
        self.incoming = incoming
        self.at_once = at_once
        self.sent = b""

    def readinto(self, into):
        n = min(len(into), self.at_once, len(self.incoming))
        if n == 0:
            return None
        into[:n] = self.incoming[:n]
        self.incoming = self.incoming[n:]
        return n

    def write(self, data):
        self.sent += bytes(data)
        return len(data)

    def ioctl(self, request, argument):
        print("ioctl", request, argument)
        return 0

    def setblocking(self, on):
        print("setblocking", on)


def masked(first, text, mask=b"abcd"):
    body = bytes(c ^ mask[i % 4] for i, c in enumerate(text))
    return bytes([first, 0x80 | len(text)]) + mask + body


wire = Wire(masked(0x81, b"hello") + b"\x89\x02hi" + b"\x02\x03abc\x80\x00" + b"\x82\x7e\x00\x82" + b"z" * 130)
ws = websocket.websocket(wire)
print(ws.read(3), ws.ioctl(8), ws.read(9), ws.read(9), ws.ioctl(8))
print(ws.read(9), len(ws.read(130)), ws.read(1))
slow = websocket.websocket(Wire(b"\x81\x02ok", 1))
print([slow.read(2) for _ in range(4)])
print(ws.write("text"), ws.ioctl(9, 2), ws.ioctl(9, 1), wire.sent)
wire.sent = b""
ws.write(b"x" * 126)
print(wire.sent[:5], len(wire.sent))
wire = Wire(b"\x88\x00")
ws = websocket.websocket(wire, True)
print(ws.read(1), wire.sent)
for f in (lambda: ws.write(bytes(65536)), lambda: ws.ioctl(3), lambda: websocket.websocket(1)):
    try:
        print(f())
    except OSError as e:
        print(e)
ws.close()
wire = Wire(b"\x82\x7f")
try:
    websocket.websocket(wire).read(1)
except OSError as e:
    print(e)
# expect: b'hel' 1 b'loabczzzz' b'zzzzzzzzz' 2
# expect: b'zzzzzzzzz' 108 None
# expect: [None, b'ok', None, None]
# expect: 4 1 2 b'\x81\x04text'
# expect: b'\x81~\x00~x' 130
# expect: setblocking True
# expect: setblocking False
# expect: b'' b'\x88\x00'
# expect: [Errno 105] ENOBUFS
# expect: [Errno 22] EINVAL
# expect: stream operation not supported
# expect: ioctl 4 0
# expect: ioctl 4 0
# expect: [Errno 5] EIO
# differs: the oracle lacks the module

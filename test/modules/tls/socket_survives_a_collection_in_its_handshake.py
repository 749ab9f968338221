# board: pybd-sf6
# differs: the oracle has no TLS
import gc
import io
import tls


# The two ends of a stream that does not wait; `limit`: how many bytes it takes at once.
class Pipe(io.IOBase):
    def __init__(self, limit=10000):
        self.got = b""
        self.limit = limit
        self.is_closed = False

    def readinto(self, buf):
        if not self.got:
            return 0 if self.other.is_closed else None
        n = min(len(buf), len(self.got))
        buf[:n] = self.got[:n]
        self.got = self.got[n:]
        return n

    def write(self, buf):
        n = min(len(buf), self.limit - len(self.other.got))
        if n <= 0:
            return None
        self.other.got += bytes(memoryview(buf)[:n])
        return n

    def ioctl(self, request, argument):
        if request == 4:
            self.is_closed = True
        elif request == 3:
            return argument & (1 if self.got or self.other.is_closed else 0) | argument & 4
        return 0


def pipes(limit=10000):
    a, b = Pipe(limit), Pipe(limit)
    a.other, b.other = b, a
    return a, b


# The stream below the client: whenever the client waits, the other end has its turn, and rubbish is collected.
class Turns(Pipe):
    def readinto(self, buf):
        server.read(1)
        gc.collect()
        return super().readinto(buf)


a, b = Turns(), Pipe()
a.other, b.other = b, a
client = tls.SSLContext(tls.PROTOCOL_TLS_CLIENT)
client.psk_identity, client.psk_key = b"board", b"secret"
server = tls.SSLContext(tls.PROTOCOL_TLS_SERVER)
server.server_psk_keys = {b"board": b"secret"}
server = server.wrap_socket(b, do_handshake_on_connect=False)
client = client.wrap_socket(a, server_hostname="example.com")
print(client.write(b"hello"), server.read(5), a.is_closed)
# expect: 5 b'hello' False

# What nothing leads to any more is closed, and so is the stream below.
client = None
gc.collect()
print(a.is_closed, server.read(1))
# expect: True b''

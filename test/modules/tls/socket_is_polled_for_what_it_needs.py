# board: pybd-sf6
# differs: the oracle has no TLS
import io
import select
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


def shared(limit=10000):
    a, b = pipes(limit)
    client = tls.SSLContext(tls.PROTOCOL_TLS_CLIENT)
    client.psk_identity, client.psk_key = b"board", b"secret"
    server = tls.SSLContext(tls.PROTOCOL_TLS_SERVER)
    server.server_psk_keys = {b"board": b"secret"}
    return (
        client.wrap_socket(a, server_hostname="example.com", do_handshake_on_connect=False),
        server.wrap_socket(b, do_handshake_on_connect=False),
        a,
        b,
    )


def outcome(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def polled(stream, events):
    poller = select.poll()
    poller.register(stream, events)
    return [found for _, found in poller.poll(0)]


IN, OUT = select.POLLIN, select.POLLOUT
client, server, a, b = shared()
# Before anything has happened, the stream below decides.
print(polled(client, IN), polled(client, OUT), polled(client, IN | OUT))
# expect: [] [4] [4]
# To write, the client must first hear from the server.
print(client.write(b"x"), polled(client, OUT))
# expect: None []
# Once there is something to hear, it may write, so that the handshake goes on.
print(server.read(1), polled(client, OUT), polled(client, IN | OUT))
# expect: None [5] [5]
print(client.write(b"x"), server.read(9), client.write(b"hello"), server.read(1))
# expect: None None 5 b'h'
# What has been decrypted can be read, whatever the stream below says.
print(b.got, polled(server, IN), polled(server, OUT), server.read(9), polled(server, IN))
# expect: b'' [1] [4] b'ello' []
# An error makes a stream invalid, and so does closing it.
b.got = b"nonsense"
outcome(lambda: server.read(1))
# expect: OSError (-29184, 'MBEDTLS_ERR_SSL_INVALID_RECORD')
client.close()
print(polled(server, IN), polled(client, IN))
# expect: [32] [32]

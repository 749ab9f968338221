# board: pybd-sf6
# differs: the oracle has no TLS
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


# Nothing happens until one end reads or writes; then the handshake goes on as far as it can.
client, server, a, b = shared()
print(client, server)
# expect: <SSLSocket> <SSLSocket>
outcome(client.cipher)
# expect: NotImplementedError cipher before the end of the handshake is not simulated
print(client.read(10), len(b.got) > 0)
# expect: None True
print(server.read(10), client.write(b"x"), server.read(10), client.write(b"hello"))
# expect: None None None 5
print(server.read(3), server.read(3), client.cipher())
# expect: b'hel' b'lo' ('TLS-PSK-WITH-AES-256-GCM-SHA384', 'TLSv1.2')
print(server.read(1), server.send(b"a line\nand more"), client.readline(), client.recv(3), client.recv(100), client.recv(1))
# expect: None 15 b'a line\n' b'and' b' more' None
buf = bytearray(4)
print(client.write(b"12345"), server.recv_into(buf), buf, server.recv(9))
# expect: 5 4 bytearray(b'1234') b'5'

# More than one record.
print(client.write(b"x" * 6000), len(server.read(6000)))
# expect: 6000 6000

# Through a narrow pipe: reads and writes are repeated until the records are through.
client, server, a, b = shared(50)
rounds = 0
while client.write(b"hello") is None:
    server.read(1)
    rounds += 1
got = None
while got is None:
    client.write(b"hello")  # Writes the rest of the record.
    got = server.read(5)
print(rounds > 5, got)
# expect: True b'hello'

# The other end closes without a word, as MicroPython's does: that is the end. This end can still write to the stream.
client.close()
print(server.read(), server.read(1), a.is_closed, b.is_closed)
# expect: b'' b'' True False
client.close()
for f in (lambda: client.read(1), lambda: client.write(b"x")):
    outcome(f)
# expect: OSError (-28928, 'MBEDTLS_ERR_SSL_BAD_INPUT_DATA')
# expect: OSError (-28928, 'MBEDTLS_ERR_SSL_BAD_INPUT_DATA')

# What is not TLS.
client, server, a, b = shared()
b.write(b"HTTP/1.0 400\r\n")
outcome(lambda: client.read(1))
# expect: OSError (-29184, 'MBEDTLS_ERR_SSL_INVALID_RECORD')
outcome(lambda: client.read(1))
# expect: OSError (-29184, 'MBEDTLS_ERR_SSL_INVALID_RECORD')
print(a.is_closed, client.close(), a.is_closed)
# expect: False None False

# The end of the stream in the middle of a handshake.
client, server, a, b = shared()
print(client.write(b"x"))
# expect: None
server.close()
outcome(lambda: client.write(b"x"))
# expect: OSError (-29312, 'MBEDTLS_ERR_SSL_CONN_EOF')

# Keys that differ are noticed at the first record that is protected; nobody is told.
client, server, a, b = shared()
client, _, a, b = shared()
context = tls.SSLContext(tls.PROTOCOL_TLS_SERVER)
context.server_psk_keys = {b"board": b"other"}
server = context.wrap_socket(b, do_handshake_on_connect=False)
print(client.read(1), server.read(1), client.read(1))
# expect: None None None
outcome(lambda: server.read(1))
# expect: OSError (-29056, 'MBEDTLS_ERR_SSL_INVALID_MAC')
print(client.read(1))
# expect: None

# A name that the server does not know: the client is told.
client, _, a, b = shared()
context.server_psk_keys = None
server = context.wrap_socket(b, do_handshake_on_connect=False)
print(client.read(1), server.read(1), client.read(1))
# expect: None None None
outcome(lambda: server.read(1))
# expect: OSError (-27776, 'MBEDTLS_ERR_SSL_UNKNOWN_IDENTITY')
outcome(lambda: client.read(1))
# expect: OSError (-30592, 'MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE')

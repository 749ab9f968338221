# board: pybd-sf6
# differs: the oracle has no TLS
import io
import tls


def outcome(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class Mute(io.IOBase):
    def readinto(self, buf):
        return 0

    def write(self, buf):
        return len(buf)

    def ioctl(self, request, argument):
        print("ioctl", request)
        return 0

    def setblocking(self, flag):
        print("setblocking", flag)
        return "done"


client = tls.SSLContext(tls.PROTOCOL_TLS_CLIENT)
outcome(lambda: client.wrap_socket(1))
# expect: OSError stream operation not supported
outcome(lambda: client.wrap_socket(Mute()))
# expect: ValueError CERT_REQUIRED requires server_hostname
outcome(lambda: client.wrap_socket(Mute(), server_hostname=300 * "x"))
# expect: OSError (-28928, 'MBEDTLS_ERR_SSL_BAD_INPUT_DATA')
outcome(lambda: client.wrap_socket(Mute(), True))
# expect: TypeError extra positional arguments given
outcome(lambda: client.wrap_socket(Mute(), server_hostname="example.com"))
# expect: OSError (-29312, 'MBEDTLS_ERR_SSL_CONN_EOF')

# The context decides which end it is; `server_side` only whether a name is missed.
print(client.wrap_socket(Mute(), server_side=True, do_handshake_on_connect=False))
# expect: <SSLSocket>
client.verify_mode = tls.CERT_NONE
socket = client.wrap_socket(Mute(), do_handshake_on_connect=False)
print(socket.setblocking(False))
# expect: setblocking False
# expect: done
socket.close()
# expect: ioctl 4
socket.close()
print(hasattr(socket, "getpeercert"), hasattr(socket, "ioctl"))
# expect: False False

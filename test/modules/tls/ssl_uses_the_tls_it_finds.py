# board: pybd-sf6
# `ssl` is Python over `tls`: its contexts do not ask for certificates by themselves, and take files, too.
import ssl
import tls

print(ssl.PROTOCOL_TLS_CLIENT, ssl.PROTOCOL_TLS_SERVER, tls.PROTOCOL_DTLS_CLIENT, tls.PROTOCOL_DTLS_SERVER)
# expect: 0 1 2 3
print(ssl.CERT_NONE, ssl.CERT_OPTIONAL, tls.CERT_REQUIRED, tls.MBEDTLS_VERSION)
# expect: 0 1 2 Mbed TLS 3.6.6
print(tls, hasattr(ssl, "wrap_socket"), ssl.SSLContext is tls.SSLContext)
# expect: <module 'tls'> True False
print(tls.SSLContext(tls.PROTOCOL_TLS_CLIENT).verify_mode, ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).verify_mode)
# expect: 2 0

# What a program brings along under the name of `tls` stands in, beneath `ssl`, too.
with open("tls.py", "w") as f:
    f.write("""
PROTOCOL_TLS_CLIENT = 0
PROTOCOL_TLS_SERVER = 1
CERT_NONE = 0
class SSLContext:
    def __init__(self, protocol):
        print(protocol)
    def load_cert_chain(self, cert, key):
        print(cert, key)
    def load_verify_locations(self, data):
        print(data)
    def wrap_socket(self, stream, **how):
        print(self.verify_mode, sorted(how.items()))
        return stream
""")
with open("key.der", "wb") as f:
    f.write(b"secret")
import sys

del sys.modules["ssl"]
print("tls" in sys.modules)
# expect: False
import ssl

print(ssl.wrap_socket(1, True, "key.der", b"certificate", 2, b"authority", "example.com", False))
# expect: 1
# expect: b'certificate' b'secret'
# expect: b'authority'
# expect: 2 [('do_handshake_on_connect', False), ('server_hostname', 'example.com'), ('server_side', True)]
# expect: 1
context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
# expect: 0
context.load_verify_locations("key.der")
# expect: b'secret'
print(context.verify_mode)
# expect: 0
# differs: the oracle has no TLS

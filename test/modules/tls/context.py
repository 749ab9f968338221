# board: pybd-sf6
# differs: the oracle has no TLS
import tls


def outcome(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


outcome(lambda: tls.SSLContext())
# expect: TypeError function takes 1 positional arguments but 0 were given
outcome(lambda: tls.SSLContext(None))
# expect: TypeError can't convert NoneType to int
outcome(lambda: tls.SSLContext(tls.PROTOCOL_DTLS_CLIENT))
# expect: NotImplementedError DTLS is not simulated

client = tls.SSLContext(tls.PROTOCOL_TLS_CLIENT)
server = tls.SSLContext(tls.PROTOCOL_TLS_SERVER)
print(client, client.verify_mode, server.verify_mode, client.verify_callback)
# expect: <SSLContext> 2 0 None

# Attributes: some can be set, none deleted, and there are no others.
client.verify_mode = tls.CERT_OPTIONAL
client.verify_callback = print
print(client.verify_mode, client.verify_callback)
# expect: 1 <function>
outcome(lambda: setattr(client, "verify_mode", None))
# expect: TypeError can't convert NoneType to int
outcome(lambda: delattr(client, "verify_mode"))
# expect: AttributeError 'SSLContext' object has no attribute 'verify_mode'
outcome(lambda: setattr(client, "ecdsa_sign_callback", None))
# expect: AttributeError 'SSLContext' object has no attribute 'ecdsa_sign_callback'

# Suites, the preferred ones first.
ciphers = client.get_ciphers()
print(len(ciphers), ciphers[0], ciphers[-1])
# expect: 24 TLS-ECDHE-ECDSA-WITH-AES-256-GCM-SHA384 TLS-PSK-WITH-AES-128-CBC-SHA
print(client.set_ciphers(ciphers[2:4]))
# expect: None
for wrong in ([], ["TLS"], "TLS", [1]):
    outcome(lambda: client.set_ciphers(wrong))
# expect: OSError (-24192, 'MBEDTLS_ERR_SSL_BAD_CONFIG')
# expect: OSError (-24192, 'MBEDTLS_ERR_SSL_BAD_CONFIG')
# expect: TypeError object 'str' isn't a tuple or list
# expect: TypeError can't convert 'int' object to str implicitly

# Keys and certificates that are none.
outcome(lambda: client.load_cert_chain(b"!", b"!"))
# expect: ValueError invalid key
outcome(lambda: client.load_cert_chain(b"!", None))
# expect: TypeError can't convert 'NoneType' object to str implicitly
outcome(lambda: client.load_verify_locations(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"))
# expect: ValueError invalid cert
outcome(lambda: client.load_verify_locations("-----BEGIN NOTHING-----"))
# expect: ValueError invalid cert

# A key that is shared counts once it has a name, once and for all.
client.psk_key = b"secret"
client.psk_identity = "board"
print(client.psk_identity, client.psk_key, client.server_psk_keys)
# expect: board b'secret' None
outcome(lambda: setattr(client, "psk_key", b"other"))
# expect: OSError (-28800, 'MBEDTLS_ERR_SSL_FEATURE_UNAVAILABLE')
server.psk_identity = b"board"
outcome(lambda: setattr(server, "psk_key", b""))
# expect: OSError (-28928, 'MBEDTLS_ERR_SSL_BAD_INPUT_DATA')
outcome(lambda: setattr(server, "psk_key", 49 * b"x"))
# expect: OSError (-28928, 'MBEDTLS_ERR_SSL_BAD_INPUT_DATA')
outcome(lambda: setattr(server, "psk_key", 1))
# expect: TypeError object with buffer protocol required

import binascii

# The first byte of the separator is inserted, even if that does not make a character.
for separator in '-+', '\xe9', '\u20ac', '\U0001f600', b':', '':
    print([bytearray(b'\x03\x04').hex(separator).encode(), binascii.hexlify(b'\x05\x06', separator)])
# expect: [b'03-04', b'05-06']
# expect: [b'03\xc304', b'05\xc306']
# expect: [b'03\xe204', b'05\xe206']
# expect: [b'03\xf004', b'05\xf006']
# expect: [b'03:04', b'05:06']
# expect: [b'03\x0004', b'05\x0006']

import binascii
print(binascii.hexlify(b'\x00\xffa'), binascii.unhexlify('00ff61'), binascii.hexlify(b'abc', ':'))
# expect: b'00ff61' b'\x00\xffa' b'61:62:63'
print(binascii.b2a_base64(b'hello'), binascii.a2b_base64(b'aGVsbG8=\n'), binascii.b2a_base64(b'x', newline=False))
# expect: b'aGVsbG8=\n' b'hello' b'eA=='
print(binascii.crc32(b'hello'), binascii.crc32(b'', 5), binascii.unhexlify(b'4142'))
# expect: 907060870 5 b'AB'
print(binascii.hexlify(b"", 5), repr(b"".hex(5)))  # expect: b'' ''

import struct

print(struct.calcsize('100000000s'), struct.calcsize('100000000x'))  # expect: 100000000 100000000
print(struct.calcsize('<1000000i'))  # expect: 4000000
for call in (
    lambda: struct.unpack('1000000000s', b'a'),
    lambda: struct.unpack('1000x', b'a'),
    lambda: struct.pack_into('1000000000s', bytearray(1), 0, b'a'),
):
    try:
        call()
    except ValueError as e:
        print(e)
# expect: buffer too small
# expect: buffer too small
# expect: buffer too small

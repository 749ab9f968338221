# An offset before the start of the buffer is told before a format that is none.
import struct

for offset in (-5, -4, 0):
    try:
        struct.pack_into("3c", bytearray(4), offset)
    except ValueError as error:
        print(error)
# expect: buffer too small
# expect: bad typecode
# expect: bad typecode
try:
    struct.unpack_from("3c", bytes(4), -5)
except ValueError as error:
    print(error)
# expect: bad typecode

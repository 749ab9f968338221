import struct

print(struct.calcsize(b'bI'), struct.pack(b'>H', 258), struct.calcsize('b\0I'))  # expect: 8 b'\x01\x02' 1
for wrong in (bytearray(b'b'), 1):
    try:
        struct.calcsize(wrong)
    except TypeError as e:
        print(e)
# expect: can't convert 'bytearray' object to str implicitly
# expect: can't convert 'int' object to str implicitly

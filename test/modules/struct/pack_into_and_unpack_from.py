import struct
b = bytearray(8)
struct.pack_into('<H', b, 2, 0x1234)
struct.pack_into('<B', b, -1, 255)
print(b, struct.unpack_from('<H', b, 2), struct.unpack_from('<B', b, -1))
# expect: bytearray(b'\x00\x004\x12\x00\x00\x00\xff') (4660,) (255,)
for f in (lambda: struct.pack_into('<I', b, 6, 1), lambda: struct.unpack_from('<I', b, 6), lambda: struct.unpack('<I', b'abc'), lambda: struct.pack('<z', 1), lambda: struct.pack('<B'), lambda: struct.pack('<H', 'a'), lambda: struct.unpack('<B', b'')):
    try:
        print(f())
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
# expect: ValueError buffer too small
# expect: ValueError buffer too small
# expect: ValueError buffer too small
# expect: ValueError bad typecode
# expect: b'\x00'
# expect: TypeError can't convert str to int
# expect: ValueError buffer too small

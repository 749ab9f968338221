import struct

b = bytearray(4)
for f in (
    lambda: struct.pack_into("I", b, 1, 5),
    lambda: struct.pack_into("I", b, -5, 5),
    lambda: struct.pack_into("B", b, 10**6, 5),
    lambda: struct.unpack_from("I", b, 2),
    lambda: struct.unpack_from("B", b, -1),
    lambda: struct.unpack("I", b"abc"),
    lambda: struct.pack("I", "x"),
    lambda: struct.pack("Z", 1),
    lambda: struct.pack("3", 1),
    lambda: struct.calcsize("0s"),
    lambda: struct.pack("2s", b"abcd"),
    lambda: struct.unpack("<H", b"ab"),
    lambda: struct.calcsize(">q"),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)
print(b)
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: (0,)
# expect: ValueError
# expect: TypeError
# expect: ValueError
# expect: ValueError
# expect: 0
# expect: b'ab'
# expect: (25185,)
# expect: 8
# expect: bytearray(b'\x00\x00\x00\x00')

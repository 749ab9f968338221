import uctypes

data = bytearray(range(64))
address = uctypes.addressof(data)
layout = {
    "inner": (4, {"x": uctypes.UINT8 | 0, "deep": (2, {"y": uctypes.UINT16 | 0})}),
    "bytes": (uctypes.ARRAY | 8, uctypes.UINT8 | 3),
    "words": (uctypes.ARRAY | 12, uctypes.INT16 | 2),
    "pairs": (uctypes.ARRAY | 16, 3, {"a": uctypes.UINT8, "b": uctypes.UINT8 | 1}),
    "to_byte": (uctypes.PTR | 40, uctypes.UINT8),
    "to_pair": (uctypes.PTR | 40, {"a": uctypes.UINT16 | 0}),
}
data[40:44] = (address + 30).to_bytes(4, "little")
s = uctypes.struct(address, layout)
print(s.inner.x, hex(s.inner.deep.y))  # expect: 4 0x706
print(s.bytes, type(s.words), s.words[1], [s.pairs[i].b for i in range(3)])
# expect: bytearray(b'\x08\t\n') <class 'struct'> 3854 [17, 19, 21]
s.bytes[0] = 99
s.words[0] = -1
s.pairs[2].a = 77
print(data[8:22])  # expect: bytearray(b'c\t\n\x0b\xff\xff\x0e\x0f\x10\x11\x12\x13M\x15')
print(s.to_byte[0], s.to_byte[5], s.to_pair[1].a, int(s.to_byte) == address + 30)
# expect: 30 35 8480 True
s.to_byte[0] = 1
print(data[30], int(s.to_pair) - address)  # expect: 30 30
print(uctypes.sizeof(layout, uctypes.NATIVE), uctypes.sizeof(layout, uctypes.LITTLE_ENDIAN), uctypes.sizeof(s.inner), uctypes.sizeof(s.pairs))
# expect: 44 44 4 6
print(uctypes.sizeof(s), uctypes.sizeof(bytearray(5)), len(bytes(s)), bytes(s.inner))
# expect: 44 5 44 b'\x04\x05\x06\x07'
print(uctypes.addressof(s.inner) - address, uctypes.addressof(s.words) - address, uctypes.addressof(s.bytes) - address)
# expect: 4 12 8
print(hex(uctypes.ARRAY), hex(uctypes.PTR))  # expect: -0x40000000 0x20000000

import uctypes

TYPES = "UINT8 INT8 UINT16 INT16 UINT32 INT32 UINT64 INT64 FLOAT32 FLOAT64 SHORT ULONG LONGLONG".split()
data = bytearray(range(0xF0, 0x100))
for layout in (uctypes.LITTLE_ENDIAN, uctypes.BIG_ENDIAN, uctypes.NATIVE):
    for name in TYPES:
        type = getattr(uctypes, name)
        s = uctypes.struct(uctypes.addressof(data), {"x": type | 8}, layout)
        print(name, hex(type), uctypes.sizeof({"x": type}), s.x if "FLOAT" not in name else "")
# expect: UINT8 0x0 1 248
# expect: INT8 0x8000000 1 -8
# expect: UINT16 0x10000000 2 63992
# expect: INT16 0x18000000 2 -1544
# expect: UINT32 0x20000000 4 4227529208
# expect: INT32 0x28000000 4 -67438088
# expect: UINT64 0x30000000 8 18446460386757245432
# expect: INT64 0x38000000 8 -283686952306184
# expect: FLOAT32 -0x10000000 4 
# expect: FLOAT64 -0x8000000 8 
# expect: SHORT 0x18000000 2 -1544
# expect: ULONG 0x20000000 4 4227529208
# expect: LONGLONG 0x38000000 8 -283686952306184
# expect: UINT8 0x0 1 248
# expect: INT8 0x8000000 1 -8
# expect: UINT16 0x10000000 2 63737
# expect: INT16 0x18000000 2 -1799
# expect: UINT32 0x20000000 4 4177132283
# expect: INT32 0x28000000 4 -117835013
# expect: UINT64 0x30000000 8 17940646550795321087
# expect: INT64 0x38000000 8 -506097522914230529
# expect: FLOAT32 -0x10000000 4 
# expect: FLOAT64 -0x8000000 8 
# expect: SHORT 0x18000000 2 -1799
# expect: ULONG 0x20000000 4 4177132283
# expect: LONGLONG 0x38000000 8 -506097522914230529
# expect: UINT8 0x0 1 248
# expect: INT8 0x8000000 1 -8
# expect: UINT16 0x10000000 2 63992
# expect: INT16 0x18000000 2 -1544
# expect: UINT32 0x20000000 4 4227529208
# expect: INT32 0x28000000 4 -67438088
# expect: UINT64 0x30000000 8 18446460386757245432
# expect: INT64 0x38000000 8 -283686952306184
# expect: FLOAT32 -0x10000000 4 
# expect: FLOAT64 -0x8000000 8 
# expect: SHORT 0x18000000 2 -1544
# expect: ULONG 0x20000000 4 4227529208
# expect: LONGLONG 0x38000000 8 -283686952306184
s = uctypes.struct(uctypes.addressof(data), {"a": uctypes.UINT16 | 1, "b": uctypes.INT8 | 0, "f": uctypes.FLOAT32 | 4})
s.a = 0x12345
s.b = -2
s.f = 1.5
print(data[:8], s.a, s.b, s.f)  # expect: bytearray(b'\xfeE#\xf3\x00\x00\xc0?') 9029 -2 1.5
s = uctypes.struct(uctypes.addressof(data), {"q": uctypes.UINT64 | 0}, uctypes.BIG_ENDIAN)
s.q = 2**64 + 5
print(data[:8], s.q)  # expect: bytearray(b'\x00\x00\x00\x00\x00\x00\x00\x05') 5
del s.q
try:
    s.q = "1"
except TypeError as e:
    print(e)
# expect: can't convert str to int

import uctypes

data = bytearray(b"\x12\x34\x56\x78")
fields = {
    "low": uctypes.BFUINT16 | 0 | 0 << uctypes.BF_POS | 4 << uctypes.BF_LEN,
    "mid": uctypes.BFUINT16 | 0 | 4 << uctypes.BF_POS | 9 << uctypes.BF_LEN,
    "top": uctypes.BFUINT32 | 0 | 31 << uctypes.BF_POS | 1 << uctypes.BF_LEN,
    "all": uctypes.BFUINT32 | 0 | 0 << uctypes.BF_POS | 31 << uctypes.BF_LEN,
}
for layout in (uctypes.LITTLE_ENDIAN, uctypes.BIG_ENDIAN, uctypes.NATIVE):
    s = uctypes.struct(uctypes.addressof(data), fields, layout)
    print([hex(getattr(s, name)) for name in ("low", "mid", "top", "all")])
    s.low = 0x1F
    s.mid = 0
    s.top = 1
    print(data)
# expect: ['0x2', '0x141', '0x0', '0x78563412']
# expect: bytearray(b'\x0f V\xf8')
# expect: ['0x0', '0xf2', '0x0', '0xf2056f8']
# expect: bytearray(b'\x80\x0fV\xf8')
# expect: ['0x0', '0xf8', '0x1', '0x78560f80']
# expect: bytearray(b'\x0f\x00V\xf8')
print(uctypes.sizeof(fields), uctypes.BF_POS, uctypes.BF_LEN)  # expect: 4 17 22

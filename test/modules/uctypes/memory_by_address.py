import uctypes

data = bytearray(b"some bytes")
address = uctypes.addressof(data)
print(uctypes.addressof(data) == address, uctypes.addressof(memoryview(data)[3:]) - address)
# expect: True 3
print(uctypes.bytes_at(address + 5, 5))  # expect: b'bytes'
alias = uctypes.bytearray_at(address, 4)
alias[0] = ord("S")
data[3] = ord("E")
print(data, alias, uctypes.addressof(alias) == address)
# expect: bytearray(b'SomE bytes') bytearray(b'SomE') True
others = [bytearray(100) for _ in range(50)]
places = [uctypes.addressof(o) for o in others]
print(all(abs(a - b) >= 100 for a in places for b in places if a != b), len(set(places)))
# expect: True 50
print(uctypes.addressof(uctypes.bytearray_at(64, 8)), uctypes.addressof(uctypes.struct(32, {"x": uctypes.INT8})))
# expect: 64 32
for i in range(300):
    uctypes.addressof(bytearray(5000))
    assert uctypes.bytes_at(address, 4) == b"SomE"

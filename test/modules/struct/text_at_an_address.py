# 'S' is the address of a text that ends before a NUL, 'P' any address.
import struct
import uctypes

text = "abc"
address = uctypes.addressof(text)
print(struct.unpack("S", struct.pack("P", address)) == (text,))  # expect: True
print(struct.unpack("S", struct.pack("P", address + 1)))  # expect: ('bc',)
print(uctypes.addressof("ab" + "c") == address)  # expect: True
print(uctypes.bytes_at(uctypes.addressof("naïve"), 7))  # expect: b'na\xc3\xafve\x00'
line = bytearray("größe\0rest\0".encode())
print(struct.unpack("S2xS", struct.pack("P2xP", uctypes.addressof(line), uctypes.addressof(line) + 8)))
# expect: ('größe', 'rest')

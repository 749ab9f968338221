import struct
print(struct.pack('<BHI', 1, 2, 3), struct.pack('>bhi', -1, -2, -3), struct.calcsize('<BHI'), struct.unpack('<BHI', b'\x01\x02\x00\x03\x00\x00\x00'))
# expect: b'\x01\x02\x00\x03\x00\x00\x00' b'\xff\xff\xfe\xff\xff\xff\xfd' 7 (1, 2, 3)
print(struct.pack('3s', b'ab'), struct.pack('4B', 1, 2, 3, 4), struct.unpack('>q', b'\xff' * 8), struct.pack('<Q', 2 ** 63), struct.pack('2h', 1, -1))
# expect: b'ab\x00' b'\x01\x02\x03\x04' (-1,) b'\x00\x00\x00\x00\x00\x00\x00\x80' b'\x01\x00\xff\xff'
print(struct.pack('<f', 1.5), struct.pack('>d', -2.0), struct.unpack('<f', b'\x00\x00\xc0?'), struct.unpack('xBx', b'abc'))
# expect: b'\x00\x00\xc0?' b'\xc0\x00\x00\x00\x00\x00\x00\x00' (1.5,) (98,)

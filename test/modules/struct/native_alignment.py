import struct
print(struct.calcsize('BI'), struct.calcsize('@BH'), struct.calcsize('<BI'), struct.calcsize('bq'), struct.calcsize('BB'), struct.calcsize('IB'), struct.calcsize('P'))
# expect: 8 4 5 16 2 5 4
print(struct.pack('BI', 1, 2), struct.pack('bh', 1, 2))
# expect: b'\x01\x00\x00\x00\x02\x00\x00\x00' b'\x01\x00\x02\x00'

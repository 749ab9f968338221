b = bytearray(b'12345')
b[-1:] = b
print(b)  # expect: bytearray(b'123412345')
b = bytearray(b'123')
b[:0] = b
print(b)  # expect: bytearray(b'123123')
b = bytearray(b'abcd')
b[1:3] = b[2:4]
print(b)  # expect: bytearray(b'acdd')

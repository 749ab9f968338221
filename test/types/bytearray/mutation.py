a = bytearray(b'abc')
a[0] = 65
a.append(100)
a.extend(b'ef')
a += b'g'
print(a, len(a), a[1:3], a[-1])  # expect: bytearray(b'Abcdefg') 7 bytearray(b'bc') 103
a[1:3] = b'XYZ'
print(a)  # expect: bytearray(b'AXYZdefg')
a[1:1] = bytearray(b'__')
a[-2:] = b''
print(a)  # expect: bytearray(b'A__XYZde')

a = bytearray(b'abcdef')
m = memoryview(a)
m[0] = 65
print(a, m[1], len(m), bytes(m[2:4]), list(m[:2]))
# expect: bytearray(b'Abcdef') 98 6 b'cd' [65, 98]
s = m[3:]
s[0] = 90
print(a, bytes(s[1:]), m == a, m.itemsize)  # expect: bytearray(b'AbcZef') b'ef' True 1
m[1:3] = b'xy'
print(a)  # expect: bytearray(b'AxyZef')

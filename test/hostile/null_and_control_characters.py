s = 'a\0b'
print(len(s), s.find('b'), s.split('\0'), s == 'a\0b', {s: 1}['a\x00b'], repr(s), s.encode())
# expect: 3 2 ['a', 'b'] True 1 'a\x00b' b'a\x00b'
exec('x = "\\0"')
print(repr(x), '\x00' in s)  # expect: '\x00' True

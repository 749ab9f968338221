s = 'aé€😀z'
print(len(s), s[1], s[2], s[3], s[-1], s[1:4], s[3:])  # expect: 5 é € 😀 z é€😀 😀z
print([c for c in s], ord(s[3]), chr(128512), s.find('😀'), s.encode())
# expect: ['a', 'é', '€', '😀', 'z'] 128512 😀 3 b'a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z'
print(repr('\u00e9\x00\x7f'), 'é' < '€', s.upper())  # expect: 'é\x00\x7f' True Aé€😀Z

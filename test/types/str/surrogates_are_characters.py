# A surrogate is a character of three bytes; two of them do not make one.
pair = '\ud83d\ude00'
print(len(pair), repr(pair), pair.encode(), pair == '\U0001f600')
# expect: 2 '\ud83d\ude00' b'\xed\xa0\xbd\xed\xb8\x80' False
print([ord(c) for c in pair + '\udc80' + chr(0xdcff)])  # expect: [55357, 56832, 56448, 56575]
print(('%c' % 0xdc80).encode(), '{:c}'.format(0xdcff).encode())
# expect: b'\xed\xb2\x80' b'\xed\xb3\xbf'
print(pair.find('\ude00'), pair[1:].encode(), repr(b'\xed\xa0\x80'.decode()))
# expect: 1 b'\xed\xb8\x80' '\ud800'
print(b'\xc0\x80'.decode().encode(), b'\xc0\x80'.decode() == '\0', repr(b'\xf7\xbf\xbf\xbf'.decode()))
# expect: b'\xc0\x80' False '\U001fffff'

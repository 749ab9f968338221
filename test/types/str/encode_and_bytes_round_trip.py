s = 'aé€😀'
print(s.encode('utf-8'), len(s.encode()), bytes(s, 'utf8').decode() == s)
# expect: b'a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80' 10 True
try:
    bytes(s)
except TypeError as e:
    print(e)
# expect: string argument without an encoding
try:
    b'\xe9'.decode()
except UnicodeError as e:
    print(e)
# expect:

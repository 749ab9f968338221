print(b'a' < b'b', b'a' == bytearray(b'a'), b'a' == 'a', 97 in b'abc', b'bc' in b'abc', 300 in b'abc', b'x' in b'abc')
# expect: True True False True True False False
try:
    'a' in b'abc'
except TypeError as e:
    print(e)

print(str(), str(5), str(None), str([1, 'a']), str(b'abc'), str(b'abc', 'utf-8'), str(bytearray(b'xy'), 'utf8'), str(1.5), str(True))
# expect:  5 None [1, 'a'] b'abc' abc xy 1.5 True
print(b'\xc3\xa9'.decode(), 'é'.encode(), str(b'\xc3\xa9', 'utf-8'))  # expect: é b'\xc3\xa9' é
try:
    str(b'\xff', 'utf-8')
except UnicodeError as e:
    print(type(e), e)
# expect: <class 'UnicodeError'> 

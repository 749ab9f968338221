# The empty bytes occur before and after every character, not byte: what can only go on a character of UTF-8 is none (py/objstr.c, str_count).
print(b'abc'.count(b''), b'\xe3\xb0\xc4B'.count(b''), b'\x80\x80'.count(b''), b'\x80\x80a'.count(b'', 1), b''.count(b''))
# expect: 4 4 1 2 1
print('Été'.encode().count(b''), 'Été'.count(''), b'\x80'.replace(b'', b'-'))
# expect: 4 4 b'-\x80-'

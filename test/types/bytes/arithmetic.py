print(b'a' + b'b', b'ab' * 2, b'a' + bytearray(b'c'), bytearray(b'a') + b'c')
# expect: b'ab' b'abab' b'ac' bytearray(b'ac')
for f in (lambda: b'a' + 'b', lambda: b'a' + 1, lambda: b'a' % 'x'):
    try:
        print(f())
    except TypeError as e:
        print(e)
# expect: b'ab'
# expect: unsupported types for __add__: 'bytes', 'int'
# expect: format string didn't convert all arguments

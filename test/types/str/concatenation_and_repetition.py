print('a' + 'b', 'ab' * 3, 3 * 'ab', 'x' * 0, 'x' * -1)  # expect: ab ababab ababab  
for f in (lambda: 'a' + 1, lambda: 1 + 'a', lambda: 'a' * 'b', lambda: 'a' - 'b', lambda: 'a' + b'b', lambda: -'a'):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: unsupported types for __add__: 'str', 'int'
# expect: unsupported types for __add__: 'int', 'str'
# expect: unsupported types for __mul__: 'str', 'str'
# expect: unsupported types for __sub__: 'str', 'str'
# expect: unsupported types for __add__: 'str', 'bytes'
# expect: unsupported type for __neg__: 'str'

for f in (lambda: 1.5 & 1, lambda: 1 | 1.5, lambda: ~1.5, lambda: 1.5 << 1, lambda: [1, 2][1.0], lambda: 'a' * 2.0, lambda: range(2.0)):
    try:
        print(f())
    except TypeError as e:
        print(e)
# expect: unsupported types for __and__: 'float', 'int'
# expect: unsupported types for __or__: 'int', 'float'
# expect: unsupported type for __invert__: 'float'
# expect: unsupported types for __lshift__: 'float', 'int'
# expect: list indices must be integers, not float
# expect: unsupported types for __mul__: 'str', 'float'
# expect: can't convert float to int

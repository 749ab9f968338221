for f in (lambda: hash([]), lambda: {[]: 1}, lambda: {1, {}}, lambda: [] < 1, lambda: {} < {}, lambda: 1 < None, lambda: (1,) < [1], lambda: 'a' < 1, lambda: set() < [], lambda: len < len, lambda: b'a' < 'a', lambda: None < None, lambda: 1j < 1, lambda: sorted([{}, {}])):
    try:
        print(f())
    except TypeError as e:
        print(e)
# expect: unsupported type for __hash__: 'list'
# expect: unsupported type for __hash__: 'list'
# expect: unsupported type for __hash__: 'dict'
# expect: unsupported types for __lt__: 'list', 'int'
# expect: unsupported types for __lt__: 'dict', 'dict'
# expect: unsupported types for __lt__: 'int', 'NoneType'
# expect: unsupported types for __lt__: 'tuple', 'list'
# expect: unsupported types for __lt__: 'str', 'int'
# expect: unsupported types for __lt__: 'set', 'list'
# expect: unsupported types for __lt__: 'function', 'function'
# expect: False
# expect: unsupported types for __lt__: 'NoneType', 'NoneType'
# expect: unsupported types for __lt__: 'complex', 'int'
# expect: unsupported types for __lt__: 'dict', 'dict'

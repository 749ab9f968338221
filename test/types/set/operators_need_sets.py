for f in (lambda: {1} | [2], lambda: {1} + {2}, lambda: {1} < [1, 2], lambda: {1} == [1], lambda: hash({1}), lambda: {1}[0]):
    try:
        print(f())
    except TypeError as e:
        print(e)
# expect: unsupported types for __or__: 'set', 'list'
# expect: unsupported types for __add__: 'set', 'set'
# expect: unsupported types for __lt__: 'set', 'list'
# expect: False
# expect: unsupported type for __hash__: 'set'
# expect: 'set' object isn't subscriptable

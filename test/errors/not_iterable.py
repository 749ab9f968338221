def unpack(x):
    a, b = x
for f in (lambda: list(5), lambda: tuple(None), lambda: set(1.5), lambda: [x for x in 5], lambda: sum(5), lambda: ''.join(5), lambda: unpack(5), lambda: dict(5), lambda: print(*5), lambda: sorted(5), lambda: zip(1), lambda: max(1), lambda: 5 in 5, lambda: iter(len), lambda: bytes(1.5), lambda: enumerate(None)):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: 'int' object isn't iterable
# expect: 'NoneType' object isn't iterable
# expect: 'float' object isn't iterable
# expect: 'int' object isn't iterable
# expect: 'int' object isn't iterable
# expect: 'int' object isn't iterable
# expect: 'int' object isn't iterable
# expect: 'int' object isn't iterable
# expect: 'int' object isn't iterable
# expect: 'int' object isn't iterable
# expect: 'int' object isn't iterable
# expect: 'int' object isn't iterable
# expect: unsupported types for : 'int', 'int'
# expect: 'function' object isn't iterable
# expect: 'float' object isn't iterable
# expect: 'NoneType' object isn't iterable

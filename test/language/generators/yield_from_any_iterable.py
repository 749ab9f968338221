def g():
    yield from [1, 2]
    yield from 'ab'
    yield from range(2)
    yield from {'k': 1}
    x = yield from ()
    print(x)
print(list(g()))
# expect: None
# expect: [1, 2, 'a', 'b', 0, 1, 'k']
def bad():
    yield from 5  # raises: TypeError: 'int' object isn't iterable
list(bad())

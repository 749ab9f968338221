print(dict(), dict({'a': 1}), dict([('a', 1)]), sorted(dict({'a': 1}, b=2).items()), dict(zip('x', [1])))
# expect: {} {'a': 1} {'a': 1} [('a', 1), ('b', 2)] {'x': 1}
print(dict.fromkeys('a'), dict.fromkeys([1], 'v'), sorted(dict.fromkeys('ba', 0)))
# expect: {'a': None} {1: 'v'} ['a', 'b']
for f in (lambda: dict(5), lambda: dict([1]), lambda: dict(['abc'])):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
# expect: TypeError 'int' object isn't iterable
# expect: TypeError 'int' object isn't iterable
# expect: ValueError dict update sequence has wrong length

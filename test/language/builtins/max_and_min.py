print(max(1, 3, 2), min([3, 1, 2]), max('abc'), max([1, -5], key=abs), min('bb', 'a', key=len), max([], default=7), min((), default=None))
# expect: 3 1 c -5 a 7 None
print(max((1, 2), (1, 3)), max(x * x for x in range(-3, 3)), max(5, 5.0), max(5.0, 5))
# expect: (1, 3) 9 5 5.0
for f in (lambda: max(), lambda: max([]), lambda: min(5), lambda: max(1, 'a')):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
# expect: TypeError function missing 1 required positional arguments
# expect: ValueError arg is an empty sequence
# expect: TypeError 'int' object isn't iterable
# expect: TypeError unsupported types for __gt__: 'str', 'int'

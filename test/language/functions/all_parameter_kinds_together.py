def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, sorted(kw.items())

print(f(1, c=3))  # expect: (1, 2, (), 3, 4, [])
print(f(1, 20, 30, 40, c=3, e=5))  # expect: (1, 20, (30, 40), 3, 4, [('e', 5)])
print(f(*(1, 2), *(3,), **{'c': 0}, **{'z': 9}))  # expect: (1, 2, (3,), 0, 4, [('z', 9)])

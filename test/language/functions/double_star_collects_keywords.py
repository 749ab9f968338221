def f(a, **kw):
    return a, sorted(kw.items())

print(f(1))  # expect: (1, [])
print(f(1, x=2, y=3))  # expect: (1, [('x', 2), ('y', 3)])
print(f(**{'a': 1, 'b': 2}))  # expect: (1, [('b', 2)])
print(f(1, **{'z': 0}, y=5))  # expect: (1, [('y', 5), ('z', 0)])

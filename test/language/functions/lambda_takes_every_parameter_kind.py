f = lambda a, b=2, *c, d, e=5, **g: (a, b, c, d, e, sorted(g))
print(f(1, d=4))  # expect: (1, 2, (), 4, 5, [])
print(f(1, 2, 3, d=4, z=0))  # expect: (1, 2, (3,), 4, 5, ['z'])
print((lambda: None)())  # expect: None
print((lambda *a: a)(1, 2))  # expect: (1, 2)
print((lambda x: lambda y: x + y)(1)(2))  # expect: 3

def f(a, *rest):
    return a, rest

print(f(1))  # expect: (1, ())
print(f(1, 2))  # expect: (1, (2,))
print(f(1, *[2, 3], 4))  # expect: (1, (2, 3, 4))
print(f(*range(5)))  # expect: (0, (1, 2, 3, 4))

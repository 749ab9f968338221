print(all([]), all([1, 2]), all([1, 0]), any([]), any([0, 1]), any(x > 2 for x in range(5)), all(x < 3 for x in range(5)))
# expect: True True False False True True False
def t(x):
    print('t', x)
    return x
print(any(t(x) for x in (0, 1, 2)), all(t(x) for x in (1, 0, 2)))
# expect: t 0
# expect: t 1
# expect: t 1
# expect: t 0
# expect: True False
all(5)  # raises: TypeError: 'int' object isn't iterable

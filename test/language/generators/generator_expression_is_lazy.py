def t(x):
    print('t', x)
    return x
g = (t(x) for x in range(3))
print('made')  # expect: made
print(next(g))
# expect: t 0
# expect: 0
print(list(g))
# expect: t 1
# expect: t 2
# expect: [1, 2]
h = (x for x in [1, 2, 3] if x != 2)
print(list(h), list(h))  # expect: [1, 3] []

def t(x):
    print('t', x)
    return x
def f(*a, **k):
    return a, sorted(k.items())

print(f(t(1), *[t(2)], k=t(3), **{'l': t(4)}))
# expect: t 1
# expect: t 2
# expect: t 3
# expect: t 4
# expect: ((1, 2), [('k', 3), ('l', 4)])
print(t(1) + t(2) * t(3))
# expect: t 1
# expect: t 2
# expect: t 3
# expect: 7
print([t(1), t(2)][t(0)])
# expect: t 1
# expect: t 2
# expect: t 0
# expect: 1

def t(x):
    print('t', x)
    return x
def f(*a, **k):
    return a, sorted(k.items())

print(f(t(1), t(2), k=t(3), *[t(4)]))  # syntax error: * arg after kwarg
print(t(1) + t(2) * t(3))
print([t(1), t(2)][t(0)])

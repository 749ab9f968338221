def t(x):
    print('t', x)
    return x
print(t(1) if t(0) else t(2))
# expect: t 0
# expect: t 2
# expect: 2

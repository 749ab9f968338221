def t(x):
    print('t', x)
    return x
print(f'{t(1)} {t(2):{t(3)}}')
# expect: t 1
# expect: t 2
# expect: t 3
# expect: 1   2

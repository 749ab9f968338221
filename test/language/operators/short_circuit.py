def t(x):
    print('t', x)
    return x
print(t(0) and t(1), t(2) and t(3))
# expect: t 0
# expect: t 2
# expect: t 3
# expect: 0 3
print(t(0) or t(4), t(5) or t(6))
# expect: t 0
# expect: t 4
# expect: t 5
# expect: 4 5
print(not t(0), t(0) or t('') or t([]))
# expect: t 0
# expect: t 0
# expect: t 
# expect: t []
# expect: True []
print(1 and 2 or 3, 0 and 2 or 3, None or 0, not (1 and 0))  # expect: 2 3 0 True

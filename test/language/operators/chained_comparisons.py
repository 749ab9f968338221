def t(x):
    print('t', x)
    return x
print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 >= 2 == 2, 1 < 2 > 1)  # expect: True False True True
print(t(1) < t(2) < t(3))
# expect: t 1
# expect: t 2
# expect: t 3
# expect: True
print(t(5) < t(2) < t(3))
# expect: t 5
# expect: t 2
# expect: False
print(1 == 1 in [1], 1 in [1] == True, not 1 < 2 < 1)  # expect: True False True

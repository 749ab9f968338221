b = 10 ** 20
print(b > 1, b < 1, b == 10 ** 20, b != b + 1, -b < b, b >= b)
# expect: True False True True True True
print(1 == 1.0, 1 < 1.5, b == 1e20, True == 1, False < 1, 2 > True)
# expect: True True True True True True
print(1 == '1', 1 != None, b == 'x')  # expect: False True False
try:
    1 < 'a'
except TypeError as e:
    print(e)
# expect: unsupported types for __lt__: 'int', 'str'

try:
    a, b = 1, 2, 3
except ValueError as e:
    print(e)
# expect: too many values to unpack (expected 2)
try:
    a, b, c = [1, 2]
except ValueError as e:
    print(e)
# expect: need more than 2 values to unpack
try:
    a, b = {1}
except ValueError as e:
    print(e)
# expect: need more than 1 values to unpack
try:
    a, b = iter([1, 2, 3])
except ValueError as e:
    print(e)
# expect: too many values to unpack (expected 2)
a, b = 5  # raises: TypeError: 'int' object isn't iterable

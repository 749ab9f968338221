l = [1, 2, 3, 2, 1.0]
print(l.index(2), l.index(2, 2), l.count(1), l.count('x'), l.index(3, -4, -1))  # expect: 1 3 2 0 2
try:
    l.index(9)
except ValueError as e:
    print(e)
# expect: object not in sequence
l.index(1, 1, 3)  # raises: ValueError: object not in sequence

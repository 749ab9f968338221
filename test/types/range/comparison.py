# firmware: everything
# differs: the oracle's build compares ranges by identity
# Ranges are equal if their items are.
print(range(3) == range(0, 3, 1), range(3) != range(3), range(3) == range(4))
# expect: True False False
print(range(0) == range(5, 2), range(7, 8, 9) == range(7, 9, 100), range(0, 9, 3) == range(0, 7, 3), range(0, 9, 3) == range(0, 10, 3))
# expect: True True True False
print(range(3) == [0, 1, 2], range(0) != None, range(2) in [1, range(2)], [range(1)].index(range(1)))
# expect: False True True 0
for compare in (lambda: range(1) < range(2), lambda: range(1) + range(2), lambda: hash(range(1))):
    try:
        compare()
    except TypeError as error:
        print(error)
# expect: unsupported types for __lt__: 'range', 'range'
# expect: unsupported types for __add__: 'range', 'range'
# expect: unsupported type for __hash__: 'range'


class Numbers(range):
    pass


print(Numbers(2) == range(2), range(2) == Numbers(2))  # expect: True True

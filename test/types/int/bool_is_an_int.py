print(True + True, True * 5, -True, ~True, True / 2, sum([True, False, True]))
# expect: 2 5 -1 -2 0.5 2
print(isinstance(True, int), [10, 20][True], {1: 'a'}[True], True is (1 == 1))
# expect: False 20 a True
print(True & False, True | False, True ^ True, type(True & True), True & 3)
# expect: 0 1 0 <class 'int'> 1
print(int(True), bool(5), bool(0), bool(''), bool([0]), bool(None), bool(0.0), bool(1j))
# expect: 1 True False False True False False True

a, b = {1, 2, 3}, {2, 3, 4}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b))
# expect: [1, 2, 3, 4] [2, 3] [1] [1, 4]
print(a.union([9]) == {1, 2, 3, 9}, sorted(a.intersection(b)), sorted(a.difference(b)), sorted(a.symmetric_difference(b)))
# expect: True [2, 3] [1] [1, 4]
print({1, 2} <= a, a >= {1}, a < a, {1} < a, a > {5}, a.issubset(b), {2}.issubset(b), a.issuperset([1]), a.isdisjoint({9}), a == {3, 2, 1})
# expect: True True False True False False True True True True

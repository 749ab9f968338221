s = {1, 2, 3, 4}
s.intersection_update([2, 3, 4])
s.difference_update([4])
s.symmetric_difference_update([3, 9])
print(sorted(s))  # expect: [2, 9]
print(sorted({1, 2}.union((3,))), sorted({1, 2, 3}.difference([1], [2])))  # expect: [1, 2, 3] [3]

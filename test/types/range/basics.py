r = range(2, 10, 3)
print(r, len(r), list(r), r[0], r[-1], r[1:], r[::-1], 5 in r, 6 in r, range(3), range(0), range(5, 1))
# expect: range(2, 10, 3) 3 [2, 5, 8] 2 8 range(5, 11, 3) range(8, -1, -3) True False range(0, 3) range(0, 0) range(5, 1)
print(r.start, r.stop, r.step, range(3) == range(0, 3), range(0) == range(2, 1), hash(range(3)) == hash(range(3)) if False else '')
# expect: 2 10 3 False False 
print(list(range(3, -3, -2)), list(reversed(range(4))), bool(range(0)), bool(range(1)))
# expect: [3, 1, -1] [3, 2, 1, 0] False True
r[3]  # raises: IndexError: range index out of range

print(1.0 == 1, 1.5 > 1, 2 >= 2.0, 1e20 == 10 ** 20, 0.5 < True, max(1, 1.0, 2), sorted([2, 1.5, 1]))
# expect: True True True True True 2 [1, 1.5, 2]
print(1.0 in [1], {1: 'x'}[1.0], 0.0 == -0.0, 1.0 is 1)  # expect: True x True False

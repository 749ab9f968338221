print(2 + 3 * 4 ** 2, -2 ** 2, (-2) ** 2, 2 ** 3 ** 2, 2 ** -1, 10 - 4 - 3, 100 / 10 / 2)
# expect: 50 -4 4 512 0.5 3 5.0
print(1 | 2 ^ 3 & 4, 1 << 2 + 1, ~1 + 1, not 1 == 2, 1 + 2 < 4 and 5, -5 // 2, -(5 // 2), 7 - -2)
# expect: 3 8 -1 True 5 -3 -2 9
print(1 if 0 else 2 if 0 else 3, lambda: 0 and 1, sep='|') if False else print((lambda x: x or 5)(0))
# expect: 5

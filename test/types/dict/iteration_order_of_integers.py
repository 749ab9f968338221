print({5: 'a', 1: 'b', 3: 'c'})  # expect: {3: 'c', 1: 'b', 5: 'a'}
d = {}
for i in (100, 7, 33, 1, 0, 12, 64, 5):
    d[i] = i
print(list(d))  # expect: [0, 1, 33, 64, 100, 12, 5, 7]
for i in (7, 100): del d[i]
d[200] = 1
print(list(d))  # expect: [0, 1, 33, 64, 200, 12, 5]
print({i * 10: i for i in range(12)})
# expect: {0: 0, 60: 6, 50: 5, 110: 11, 40: 4, 100: 10, 30: 3, 90: 9, 20: 2, 80: 8, 10: 1, 70: 7}

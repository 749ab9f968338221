print(list(filter(None, [0, 1, '', 'a'])), list(filter(lambda x: x % 2, range(6))), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])))
# expect: [1, 'a'] [1, 3, 5] [11, 22]
m = map(int, '12x')
print(next(m), next(m))  # expect: 1 2
try:
    next(m)
except ValueError:
    print('ValueError')
# expect: ValueError
print(list(map(str, [1])), list(map(max, [1, 5], [4, 2], [3, 3])))  # expect: ['1'] [4, 5]
map(str)  # raises: TypeError: function missing 1 required positional arguments

print(sorted([3, 1, 2]), sorted('hello'), sorted({'b': 1, 'a': 2}), sorted([1, -3, 2], key=abs, reverse=True), sorted((x for x in [2, 1])))
# expect: [1, 2, 3] ['e', 'h', 'l', 'l', 'o'] ['a', 'b'] [-3, 2, 1] [1, 2]
print(sorted([(1, 'b'), (1, 'a'), (0, 'z')]), sorted([]), sorted(['b', 'A', 'c'], key=lambda s: s.lower()))
# expect: [(0, 'z'), (1, 'a'), (1, 'b')] [] ['A', 'b', 'c']
try:
    sorted([1, None])
except TypeError as e:
    print(e)
# expect: unsupported types for __lt__: 'int', 'NoneType'
sorted([1], 5)  # raises: TypeError: must use keyword argument for key function

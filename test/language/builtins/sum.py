print(sum([1, 2, 3]), sum([]), sum([1], 10), sum([0.5, 1]), sum([[1], [2]], []), sum(range(101)), sum((1, 2), 0.5))
# expect: 6 0 11 1.5 [1, 2] 5050 3.5
sum(['a'])  # raises: TypeError: unsupported types for __add__: 'int', 'str'

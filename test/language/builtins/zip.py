print(list(zip([1, 2], 'ab')), list(zip()), list(zip([1, 2, 3], 'a')), list(zip('ab', [1, 2], (True, False))), dict(zip('xy', [1, 2])))
# expect: [(1, 'a'), (2, 'b')] [] [(1, 'a')] [('a', 1, True), ('b', 2, False)] {'y': 2, 'x': 1}
z = zip([1], [2])
print(next(z), next(z, 'end'))  # expect: (1, 2) end
zip(5)  # raises: TypeError: 'int' object isn't iterable

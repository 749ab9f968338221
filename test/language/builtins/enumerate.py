print(list(enumerate('ab')), list(enumerate('ab', 5)), list(enumerate([], start=1)))
# expect: [(0, 'a'), (1, 'b')] [(5, 'a'), (6, 'b')] []
e = enumerate(['x'])
print(next(e), next(e, 'end'), e is iter(e))  # expect: (0, 'x') end True
enumerate(5)  # raises: TypeError: 'int' object isn't iterable

print(list(enumerate('ab')), list(enumerate('ab', 5)), list(enumerate([], start=1)))
# expect: [(0, 'a'), (1, 'b')] [(5, 'a'), (6, 'b')] []
e = enumerate(['x'])
print(next(e), next(e, 'end'), e is iter(e))  # expect: (0, 'x') end True
# The count is a word of the machine, of which a small int keeps 31 bits (py/objenumerate.c).
print(list(enumerate('abc', 2**30 - 2)), list(enumerate('ab', 2**31 - 1)), list(enumerate('ab', -(2**30) - 1)))
# expect: [(1073741822, 'a'), (1073741823, 'b'), (-1073741824, 'c')] [(-1, 'a'), (0, 'b')] [(1073741823, 'a'), (-1073741824, 'b')]
enumerate(5)  # raises: TypeError: 'int' object isn't iterable

s = set()
s.add(1); s.add(1); s.add('a')
print(len(s), 1 in s)  # expect: 2 True
s.discard('zz'); s.remove('a')
try:
    s.remove('zz')
except KeyError as e:
    print(repr(e))
# expect: KeyError('zz',)
s.update([2, 3], (4,))
print(sorted(s), s.copy() == s)  # expect: [1, 2, 3, 4] True
s |= {10}; s &= {1, 2, 10}; s -= {1}; s ^= {2, 7}
print(sorted(s))  # expect: [7, 10]
s.clear()
print(s)  # expect: set()
s.pop()  # raises: KeyError: pop from an empty set

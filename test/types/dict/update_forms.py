d = {'a': 1}
d.update({'a': 2, 'b': 3})
d.update([('c', 4), ['d', 5]])
d.update(e=6)
d.update()
print(sorted(d.items()))  # expect: [('a', 2), ('b', 3), ('c', 4), ('d', 5), ('e', 6)]
print(sorted(({'x': 1} | {'y': 2}).items()))  # expect: [('x', 1), ('y', 2)]
d |= {'z': 0}
print(len(d), d['z'])  # expect: 6 0
d.update([(1, 2, 3)])  # raises: ValueError: dict update sequence has wrong length

d = {'a': 1, 'b': 2, 'a': 3}
print(d, d['a'], len(d), 'b' in d, 'z' in d)  # expect: {'b': 2, 'a': 3} 3 2 True False
d['c'] = 4
d['a'] += 10
del d['b']
print(d)  # expect: {'c': 4, 'a': 13}
d['z']  # raises: KeyError: z

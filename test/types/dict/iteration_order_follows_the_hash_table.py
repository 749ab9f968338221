d = {}
for k in ('one', 'two', 'three', 'four', 'five', 'six', 'seven'):
    d[k] = len(k)
print(d)  # expect: {'five': 4, 'one': 3, 'four': 4, 'three': 5, 'two': 3, 'seven': 5, 'six': 3}
print(list(d.keys()), list(d.values()))
# expect: ['five', 'one', 'four', 'three', 'two', 'seven', 'six'] [4, 3, 4, 5, 3, 5, 3]
del d['two']
d['eight'] = 5
print(d)  # expect: {'five': 4, 'one': 3, 'four': 4, 'three': 5, 'eight': 5, 'seven': 5, 'six': 3}

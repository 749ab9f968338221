print({None: 1, True: 2, 'x': 3, (1, 2): 4, 2.5: 5})
# expect: {2.5: 5, None: 1, True: 2, 'x': 3, (1, 2): 4}
d = {}
for k in 'the quick brown fox jumps over a lazy dog'.split():
    d[k] = d.get(k, 0) + len(k)
print(d)
# expect: {'over': 4, 'fox': 3, 'a': 1, 'jumps': 5, 'dog': 3, 'quick': 5, 'lazy': 4, 'the': 3, 'brown': 5}

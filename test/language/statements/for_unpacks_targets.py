for a, (b, *c) in [(1, (2, 3, 4)), (5, 'xy')]:
    print(a, b, c)
# expect: 1 2 [3, 4]
# expect: 5 x ['y']
for (k, v) in {'a': 1}.items():
    print(k, v)
# expect: a 1
d = {}
for d['x'] in range(2):
    pass
class O: pass
o = O()
for o.attr in 'pq':
    pass
print(d, o.attr)  # expect: {'x': 1} q

d = {'a': [1]}
c = d.copy()
c['a'].append(2)
c['b'] = 0
print(d, d == {'a': [1, 2]}, {1: 2} == {1.0: 2.0}, {} == {}, {1: 2} != {1: 3}, {'a': 1, 'b': 2} == {'b': 2, 'a': 1})
# expect: {'a': [1, 2]} True True True True True
d.clear()
print(d, len(d), bool(d), bool(c))  # expect: {} 0 False True
try:
    d < c
except TypeError as e:
    print(e)
# expect: unsupported types for __lt__: 'dict', 'dict'

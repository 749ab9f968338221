from collections import OrderedDict
d = OrderedDict([('z', 1), ('a', 2)])
d['m'] = 3
d['z'] = 9
print(d, list(d), d.popitem())  # expect: OrderedDict({'z': 9, 'a': 2}) ['z', 'a', 'm'] ('m', 3)
del d['z']
d['z'] = 0
print(d, list(d.items()), isinstance(d, dict), d == {'a': 2, 'z': 0}, OrderedDict(), len(d))
# expect: OrderedDict({'a': 2, 'z': 0}) [('a', 2), ('z', 0)] True False OrderedDict({}) 2
print(OrderedDict(b=1, a=2), OrderedDict.fromkeys('zya'))
# expect: OrderedDict({'b': 1, 'a': 2}) {'y': None, 'a': None, 'z': None}

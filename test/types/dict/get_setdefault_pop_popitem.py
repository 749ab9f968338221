d = {'a': 1}
print(d.get('a'), d.get('z'), d.get('z', 5), d.setdefault('a', 9), d.setdefault('b', 7), d.setdefault('n'))
# expect: 1 None 5 1 7 None
print(d.pop('b'), d.pop('zz', 'default'), sorted(d, key=str))  # expect: 7 default ['a', 'n']
print(d.pop('n'), d.popitem(), d)  # expect: None ('a', 1) {}
try:
    d.popitem()
except KeyError as e:
    print(repr(e))
# expect: KeyError('popitem(): dictionary is empty',)
d.pop('gone')  # raises: KeyError: gone

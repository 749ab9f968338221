d = {'a': 1, 'b': 2}
k, v, i = d.keys(), d.values(), d.items()
print(sorted(k), sorted(v), sorted(i), 'a' in k, 2 in v, ('a', 1) in i)
# expect: ['a', 'b'] [1, 2] [('a', 1), ('b', 2)] True True True
d['c'] = 3
print(len(list(v)), len(list(i)), sorted(k))  # expect: 3 3 ['a', 'b', 'c']
print({1: 2}.keys(), {1: 2}.values(), {1: 2}.items())
# expect: dict_keys([1]) dict_values([2]) dict_items([(1, 2)])
for f in (lambda: len(k), lambda: k & {'a'}, lambda: k == {'a'}, lambda: k[0], lambda: next(k)):
    try:
        print(f())
    except TypeError as e:
        print(e)
# expect: 3
# expect: unsupported types for __and__: 'dict_view', 'set'
# expect: False
# expect: 'dict_view' object isn't subscriptable
# expect: 'dict_view' object isn't an iterator

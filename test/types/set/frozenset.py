f = frozenset([1, 2, 3])
print(sorted(f | {4}), sorted(f & {1}), f == {1, 2, 3}, 2 in f, {f: 'k'}[frozenset((3, 2, 1))], type(f | {4}))
# expect: [1, 2, 3, 4] [1] True True k <class 'frozenset'>
try:
    f.add(1)
except AttributeError as e:
    print(e)
# expect: 'frozenset' object has no attribute 'add'
print(hash(f) == hash(frozenset([3, 2, 1])), frozenset({f}) == {f})  # expect: True True

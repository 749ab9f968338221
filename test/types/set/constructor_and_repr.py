print(set(), {1}, set([1, 1]), set('a'), frozenset(), frozenset([1]), type({}), type({1}))
# expect: set() {1} {1} {'a'} frozenset() frozenset({1}) <class 'dict'> <class 'set'>
print(len(set(range(100)) | set(range(50, 150))), bool(set()), bool({0}))  # expect: 150 False True
{[]}  # raises: TypeError: unsupported type for __hash__: 'list'

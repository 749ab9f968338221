print([a + b for a, b in [(1, 2), (3, 4)]])  # expect: [3, 7]
print([c for a, (b, *c) in [(1, (2, 3, 4))]])  # expect: [[3, 4]]
print({k: v for (k, v) in zip('ab', [1, 2])})  # expect: {'a': 1, 'b': 2}

print({k: v for k, v in [('a', 1), ('b', 2)]})  # expect: {'a': 1, 'b': 2}
print(sorted({x % 3 for x in range(10)}))  # expect: [0, 1, 2]
print({x: {y for y in range(x)} for x in range(1, 3)})  # expect: {2: {0, 1}, 1: {0}}
print({'k' + str(i): i for i in range(3) if i})  # expect: {'k2': 2, 'k1': 1}

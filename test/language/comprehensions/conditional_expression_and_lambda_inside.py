print([x if x > 1 else -x for x in range(4)])  # expect: [0, -1, 2, 3]
print([(lambda y: y * x)(2) for x in range(3)])  # expect: [0, 2, 4]

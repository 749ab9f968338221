f = lambda x: 'a' if x < 1 else 'b' if x < 2 else 'c'
print(f(0), f(1), f(2))  # expect: a b c
print((1 if [] else 2) + 3, 1 if True else 1 / 0)  # expect: 5 1
print([x if x % 2 else -x for x in range(4)])  # expect: [0, 1, -2, 3]

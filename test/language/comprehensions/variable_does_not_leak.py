x = 'outer'
print([x for x in range(3)], x)  # expect: [0, 1, 2] outer
print({x: 1 for x in 'a'}, x)  # expect: {'a': 1} outer
def f():
    y = 5
    l = [y for y in range(2)]
    return y, l
print(f())  # expect: (5, [0, 1])

def g():
    x = [(yield 1), (yield 2)]
    y = (yield 3) + (yield 4)
    print(x, y)
    z = {'k': (yield 5)}
    print(z, f'{(yield 6)}')
    return (yield 7)
it = g()
out = [next(it)]
try:
    for v in range(10, 20):
        out.append(it.send(v))
except StopIteration as e:
    print(out, e.value)
# expect: [10, 11] 25
# expect: {'k': 14} 15
# expect: [1, 2, 3, 4, 5, 6, 7] 16

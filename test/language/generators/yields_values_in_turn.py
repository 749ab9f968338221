def g():
    print('start')
    yield 1
    print('middle')
    yield 2
    print('end')
it = g()
print(next(it))
# expect: start
# expect: 1
print(next(it))
# expect: middle
# expect: 2
try:
    next(it)
except StopIteration as e:
    print('stop', e.value)
# expect: end
# expect: stop None
print(list(g()))
# expect: start
# expect: middle
# expect: end
# expect: [1, 2]

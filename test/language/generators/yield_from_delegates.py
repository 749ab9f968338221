def inner():
    r = yield 1
    print('got', r)
    r = yield 2
    print('got', r)
    return 'inner result'
def outer():
    v = yield from inner()
    print('v', v)
    yield 3
it = outer()
print(next(it), it.send('a'), it.send('b'))
# expect: got a
# expect: got b
# expect: v inner result
# expect: 1 2 3
print(list(it))  # expect: []

def leaf():
    while True:
        try:
            yield 'leaf'
        except ValueError as e:
            print('leaf caught', e.args)


def outer():
    yield from leaf()


g = outer()
print(next(g))  # expect: leaf
print(g.pend_throw(ValueError(1)))  # expect: None
print(next(g))
# expect: leaf caught (1,)
# expect: leaf
print(next(g))  # expect: leaf

g = outer()
print(g.pend_throw(KeyError('new')))  # expect: None
try:
    next(g)
except KeyError as e:
    print('raised', e.args)
# expect: raised ('new',)
try:
    next(g)
except StopIteration:
    print('over')
# expect: over
try:
    g.throw(ValueError)
except StopIteration:
    print('still over')
# expect: still over

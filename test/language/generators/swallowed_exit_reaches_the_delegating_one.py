def leaf():
    try:
        yield 1
    except GeneratorExit:
        print('leaf')


def middle():
    try:
        yield from leaf()
    except GeneratorExit:
        print('middle')
        raise


def outer():
    try:
        yield from middle()
    except GeneratorExit:
        print('outer')
    yield 'last'


g = outer()
print(next(g))  # expect: 1
print(g.throw(GeneratorExit))
# expect: leaf
# expect: middle
# expect: outer
# expect: last
g = middle()
print(next(g))  # expect: 1
print(g.close())
# expect: leaf
# expect: middle
# expect: None

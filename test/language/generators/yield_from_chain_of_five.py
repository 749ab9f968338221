def leaf():
    x = yield 'leaf'
    return x + 1
def wrap(g, n):
    r = yield from g
    return r + n
def chain():
    g = leaf()
    for i in range(5):
        g = wrap(g, i)
    return g
c = chain()
print(next(c))  # expect: leaf
try:
    c.send(100)
except StopIteration as e:
    print(e.value)
# expect: 111

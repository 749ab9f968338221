def depth(n=0):
    try:
        return depth(n + 1)
    except RuntimeError:
        return n


def chain(n):
    if n == 0:
        yield 1
    else:
        yield from chain(n - 1)


def overflow(g, n):
    if n > 0:
        return overflow(g, n - 1)
    try:
        g.throw(ValueError)
    except (RuntimeError, ValueError):
        pass


before = depth()
for _ in range(3):
    g = chain(60)
    next(g)
    overflow(g, before - 30)
print(depth() == before)  # expect: True

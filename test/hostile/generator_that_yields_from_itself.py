def g():
    yield 1
    yield from it


it = g()
print(next(it))
try:
    next(it)
except (ValueError, RuntimeError) as e:
    print(type(e).__name__)


def h():
    yield from other


def k():
    yield from h_it


other = k()
h_it = h()
try:
    next(h_it)
except (ValueError, RuntimeError) as e:
    print(type(e).__name__)
# expect: 1
# expect: ValueError
# expect: ValueError

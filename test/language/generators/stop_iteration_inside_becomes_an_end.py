def g():
    yield 1
    raise StopIteration('inside')
it = g()
next(it)
try:
    next(it)
except Exception as e:
    print(type(e), e)
# expect: <class 'RuntimeError'> generator raised StopIteration

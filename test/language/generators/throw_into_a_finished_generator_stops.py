def count():
    yield 1


g = count()
g.close()
for exception in ValueError, KeyError("k"), GeneratorExit:
    try:
        g.throw(exception)
    except BaseException as e:
        print(repr(e))
# expect: StopIteration()
# expect: StopIteration()
# expect: StopIteration()

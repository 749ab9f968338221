def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print("no")


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as e:
    print(e)


def raises():
    try:
        yield
    finally:
        raise KeyError("while closing")


g = raises()
next(g)
try:
    g.close()
except KeyError as e:
    print(repr(e))
g.close()
print("closed")
# expect: no
# expect: generator ignored GeneratorExit
# expect: KeyError('while closing',)
# expect: closed

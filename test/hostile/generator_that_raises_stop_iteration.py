def g():
    yield 1
    raise StopIteration(5)


try:
    print(list(g()))
except (RuntimeError, StopIteration) as e:
    print(repr(e))


def h():
    yield next(iter([]))


try:
    print(list(h()))
except (RuntimeError, StopIteration) as e:
    print(repr(e))


class I:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration(1, 2)


print(list(I()), tuple(zip([1], I())))
# expect: RuntimeError('generator raised StopIteration',)
# expect: RuntimeError('generator raised StopIteration',)
# expect: [] ()

class Stop(StopIteration):
    pass


class Iter:
    def __iter__(self):
        return self

    def __next__(self):
        raise Stop(8)


def g():
    print((yield from Iter()))


try:
    next(g())
except StopIteration as e:
    print(e.args)
# expect: 8
# expect: ()

# yield, yield from, async.
def numbers(n):
    for i in range(n):
        got = yield i
        if got:
            print('got', got)
    return 'done'


def both():
    try:
        print((yield from numbers(2)))
        yield from [7, 8]
    finally:
        print('closed')


print(list(both()))
g = numbers(3)
next(g)
print(g.send('x'))
g.close()
g = both()
next(g)
try:
    g.throw(ValueError('in'))
except ValueError as e:
    print(e)


class Lock:
    def __init__(self, swallows=False):
        self.swallows = swallows

    async def __aenter__(self):
        print('locked')
        return self

    async def __aexit__(self, kind, value, traceback):
        print('unlocked', kind and kind.__name__)
        return self.swallows


class Steps:
    def __aiter__(self):
        self.n = 0
        return self

    async def __anext__(self):
        self.n += 1
        if self.n > 3:
            raise StopAsyncIteration
        return self.n


async def work(way):
    async for n in Steps():
        if n == 2 and way:
            continue
        async with Lock(way == 2) as lock, Lock():
            print(n, lock.swallows)
            if way == 1:
                break
            if way == 2:
                raise ValueError
            if way == 3:
                return 'returned'
    else:
        print('all')
    if way == 4:
        async with Lock():
            raise KeyError
    return 'end'


def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as e:
        return e.value


for way in range(4):
    print(run(work(way)))
try:
    run(work(4))
except KeyError:
    print('KeyError')

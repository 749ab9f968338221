# Calls of generator functions that have run often, and so are compiled, take arguments as all functions do.


def plain(a, b):
    yield a
    yield b


def defaults(a, b=2, *c, d=4, **e):
    yield a, b, c, d, sorted(e.items())


def closure(a):
    base = 10

    def inner(b):
        nonlocal base
        add = lambda: base + a + b
        yield add()
        b += 1
        base += 100
        yield add()

    return inner


def nothing():
    return
    yield


class Counter:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        for i in range(self.n):
            yield i


class Odd:
    def __init__(self):
        yield 1


class Strange:
    def __iter__(self):
        return self

    def __next__(self):
        yield 1


async def wait(a):
    return a


def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as x:
        return x.value


for _ in range(100):
    list(plain(1, 2)), list(defaults(1)), list(closure(1)(2)), list(nothing()), list(Counter(2)), run(wait(3))
    list(i for i in (1, 2) if i)

print(list(plain(1, 2)), list(plain(b=1, a=2)), list(plain(*(3, 4))))
# expect: [1, 2] [2, 1] [3, 4]
for call in (lambda: plain(1), lambda: plain(1, 2, 3), lambda: plain(1, c=2), lambda: plain(1, a=2)):
    try:
        print(call())
    except TypeError as x:
        print(str(x).replace("plain()", "function"))
# expect: function takes 2 positional arguments but 1 were given
# expect: function takes 2 positional arguments but 3 were given
# expect: unexpected keyword argument 'c'
# expect: function got multiple values for argument 'a'
print(list(defaults(1)), list(defaults(1, 3, 5, 7, d=6, f=8)), list(defaults(*(1, 2), **{"e": 3})))
# expect: [(1, 2, (), 4, [])] [(1, 3, (5, 7), 6, [('f', 8)])] [(1, 2, (), 4, [('e', 3)])]
print(list(closure(1)(2)), list(closure(5)(b=7)))  # expect: [13, 114] [22, 123]
print(list(nothing()), list(Counter(3)), run(wait(4)))  # expect: [] [0, 1, 2] 4
try:
    Odd()
except TypeError as x:
    print(x)
# expect: __init__() should return None, not 'generator'
print(type(next(iter(Strange()))), type(plain(1, 2)))
# expect: <class 'generator'> <class 'generator'>

# It begins only when it is resumed, and the state of one call is not that of another.
a, b = plain(1, 2), plain(3, 4)
print(next(a), next(b), next(a), next(b))  # expect: 1 3 2 4

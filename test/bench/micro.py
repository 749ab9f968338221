# One loop for every kind of operation. Each function does its operation n times and returns something that depends on it.

counter = 0


def local_ints(n):
    total = 0
    for i in range(n):
        total += i & 7
    return total


def global_ints(n):
    global counter
    counter = 0
    for i in range(n):
        counter += 1
    return counter


def while_division(n):
    i = total = 0
    while i < n:
        total += i % 7 // 2
        i += 1
    return total


def sieve(n):
    flags = [True] * 100
    for i in range(n // 100):
        for j in range(100):
            flags[j] = not flags[j]
    return flags.count(True)


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def recursion(n):
    total = 0
    for i in range(n // 170):
        total += fib(10)
    return total


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def moved(self, dx):
        self.x += dx
        return self.x

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)


def attributes(n):
    p = Point(1, 2)
    for i in range(n):
        p.x = p.y + i
    return p.x


def methods(n):
    p = Point(0, 0)
    for i in range(n):
        p.moved(2)
    return p.x


def instances(n):
    for i in range(n):
        p = Point(i, 1)
    return p.x


def operators(n):
    p = Point(0, 0)
    step = Point(1, 2)
    for i in range(n):
        p = p + step
    return p.x + p.y


def floats(n):
    x = 0.5
    for i in range(n):
        x = x * 0.75 + 1.5
    return x == 6.0


def strings(n):
    for i in range(n):
        s = "a" + str(i)
    return s


def formatting(n):
    for i in range(n):
        s = "%d: %s" % (i, "x")
    return s


def dicts(n):
    d = {}
    for i in range(n):
        key = i & 15
        d[key] = d.get(key, 0) + 1
    return sum(d.values())


def sets(n):
    s = set()
    for i in range(n):
        s.add(i & 31)
    return len(s)


def lists(n):
    items = []
    for i in range(n):
        items.append(i)
        if len(items) == 50:
            items = []
    return len(items)


def slices(n):
    items = list(range(20))
    for i in range(n):
        part = items[3:9]
    return part


def generator(n):
    def count():
        for i in range(n):
            yield i

    total = 0
    for i in count():
        total += i & 3
    return total


def closures(n):
    total = 0

    def add(x):
        nonlocal total
        total += x

    for i in range(n):
        add(1)
    return total


def comprehension(n):
    for i in range(n // 50):
        squares = [j * j for j in range(50)]
    return squares[-1]


def exceptions(n):
    caught = 0
    for i in range(n // 10):
        try:
            raise ValueError
        except ValueError:
            caught += 1
    return caught


def keywords(n):
    def f(a, b=1, c=2):
        return a + b + c

    total = 0
    for i in range(n):
        total += f(1, c=3)
    return total


def unpacking(n):
    a, b = 0, 1
    for i in range(n):
        a, b = b, a
    return a, b


def buffers(n):
    b = bytearray(16)
    for i in range(n):
        b[i & 15] = b[(i + 1) & 15] + 1 & 255
    return sum(b)


def builtins(n):
    total = 0
    for i in range(n):
        total += len("abc") + abs(-i) if isinstance(i, int) else 0
    return total


def large_ints(n):
    x = 1
    for i in range(n):
        x = x * 6364136223846793005 + 1442695040888963407 & 0xFFFFFFFFFFFFFFFF
    return x


CASES = [
    (f.__name__, f, 100_000)
    for f in (
        local_ints,
        global_ints,
        while_division,
        sieve,
        recursion,
        attributes,
        methods,
        instances,
        operators,
        floats,
        strings,
        formatting,
        dicts,
        sets,
        lists,
        slices,
        generator,
        closures,
        comprehension,
        exceptions,
        keywords,
        unpacking,
        buffers,
        builtins,
        large_ints,
    )
]

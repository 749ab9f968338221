# Parameters, closures, classes, comprehensions, deletions, imports.
import sys
from sys import platform as p, version
from collections import *

print(p, type(version) is str, OrderedDict.__name__)


def parameters(a, b=2, *args, c, d=4, **kwargs):
    return a, b, args, c, d, kwargs


print(parameters(1, c=3))
print(parameters(*[1, 2, 3], 4, c=5, **{'e': 6}))
print((lambda x, y=1: x + y)(1))


def counter(start):
    step = 2

    def go(times=1):
        nonlocal start
        for _ in range(times):
            start += step
        return start

    return go


go = counter(10)
print(go(), go(3))


class Base:
    count = 0

    def __init__(self, value):
        self.value = value

    @property
    def double(self):
        return 2 * self.value

    @staticmethod
    def of(value):
        return Base(value)


class Derived(Base):
    def __init__(self, value):
        super().__init__(value + 1)
        Base.count += 1

    def __eq__(self, other):
        return self.value == other.value


print(Derived(4).double, Base.of(3).value, Derived(1) == Derived(1), Base.count)
table = {n: n * n for n in range(4) if n != 2}
print(table, [x + y for x in 'ab' for y in 'cd'], sorted({n % 3 for n in range(9)}), sum(n for n in range(5)))
table[9] = (1, 2)
del table[0]
d = Derived(0)
d.value += 5
table[1] += 1
print(table, d.value, table[9][-1:])
del d.value
print(hasattr(d, 'value'))
first, *middle, last = range(5)
first, last = last, first
x = y = 0
a, b, c = 1, 2, 3
a, b, c = c, a, b
print(first, middle, last, x, y, a, b, c, 1 < 2 < 3 < 3, 1 if not x else 2, x or None, (z := 5) and z)
print(1000, -70, 100000, -1, 2**40, 1.5, 2.5e-10, 3j, b'bytes\x00', 'text \xe9\u20ac', (1, 'a', None), ..., True)
assert x == 0, 'no'
print(f'{a}-{b:>4}')


def names():
    global made
    made = 1
    local = 2
    del local
    try:
        local
    except NameError:
        return made


print(names(), __name__, __file__.rsplit('.')[0])


def fails(n):
    if n:
        return fails(
            n - 1
        )
    raise ValueError('deep')


try:
    fails(2)
except ValueError as e:
    sys.print_exception(e)

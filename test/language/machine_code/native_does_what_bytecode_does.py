# Code marked native gives what bytecode gives: arguments of every kind, closures, generators, classes, exceptions, comprehensions.
# differs: the oracle has no machine code


@micropython.native
def arguments(a, b=2, *rest, c, d=4, **others):
    return a, b, rest, c, d, others


print(arguments(1, c=3), arguments(1, 5, 6, 7, c=8, d=9, e=10))
# expect: (1, 2, (), 3, 4, {}) (1, 5, (6, 7), 8, 9, {'e': 10})

try:
    arguments(1)
except TypeError as e:
    print(e)
# expect: function missing required keyword argument 'c'


@micropython.native
def counter():
    n = 0

    def count():
        nonlocal n
        n += 1
        return n

    return count


c = counter()
print(c(), c(), c())  # expect: 1 2 3


@micropython.native
def squares(n):
    try:
        for i in range(n):
            yield i * i
    finally:
        print("closed")


print(list(squares(4)))
# expect: closed
# expect: [0, 1, 4, 9]
g = squares(9)
print(next(g), next(g), g.close())
# expect: closed
# expect: 0 1 None


@micropython.native
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"({self.x}, {self.y})"

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)


print(Point(1, 2) + Point(3, 4))  # expect: (4, 6)


@micropython.native
def handled(value):
    try:
        with open("nowhere.txt") as f:
            pass
    except OSError as e:
        result = e.errno
    else:
        result = None
    finally:
        value.append(result)
    return [x for x in value if x], {x: str(x) for x in value}


print(handled([1, 0]))  # expect: ([1, 2], {0: '0', 1: '1', 2: '2'})
print((lambda: 1 << 40)(), 7 // 2, 2**70)  # expect: 1099511627776 3 1180591620717411303424

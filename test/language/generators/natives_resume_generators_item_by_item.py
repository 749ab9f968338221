# Functions that consume a generator take one item, let it go on, take the next: whatever the items are, and wherever it ends.
def counted(n, log):
    for i in range(n):
        log.append(i)
        yield i
    log.append("end")


log = []
print(any(i == 2 for i in counted(5, log)), log)  # expect: True [0, 1, 2]
log = []
print(all(i < 3 for i in counted(9, log)), log)  # expect: False [0, 1, 2, 3]

# What is left after a test has stopped is still to come.
rest = counted(6, [])
print(any(i == 2 for i in rest), list(rest))  # expect: True [3, 4, 5]

# Ints, floats and large ints in one sum.
print(sum(i for i in range(100)), sum(i * 0.5 for i in range(10)), sum((1 << i for i in range(40)), 0.5))
# expect: 4950 22.5 1099511627775.5
print(sum(i << 28 for i in range(12)), sum(x for x in (True, 2, False)))  # expect: 17716740096 3
try:
    print(sum(x for x in (1, 2, "3")))
except TypeError as e:
    print(e)
# expect: unsupported types for __add__: 'int', 'str'


# An item that has its own operators is taken when the generator is suspended: the operators may resume it.
class Thief:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        print("hash", self.n, next(source))
        return 5

    def __eq__(self, other):
        return self is other

    def __bool__(self):
        print("bool", self.n, next(source))
        return False

    def __radd__(self, other):
        return other + next(source)

    def __lt__(self, other):
        print("lt", next(source))
        return False


def mixed():
    for i in range(12):
        yield Thief(i) if i % 3 == 0 else i


source = (Thief(i) if i == 6 else i for i in range(8))
print(len(set(source)))
# expect: hash 6 7
# expect: 7
source = mixed()
print(any(item == 0 for item in source), any(x for x in (i for i in mixed() if i is None)))
# expect: False False
source = (Thief(i) if i == 1 else False if i == 0 else 7 for i in range(4))
print(any(source), list(source))
# expect: bool 1 7
# expect: True []
source = (Thief(i) if i == 2 else i for i in range(6))
print(sum(source))  # expect: 13
source = (Thief(i) if i == 2 else i for i in range(6))
print(min(source))
# expect: lt 3
# expect: 0


# An error in the middle: what has been taken is lost, the generator is over.
def breaks():
    yield 1
    yield 2
    raise ValueError("three")


for take in (list, tuple, set, sum, all, max, sorted):
    source = breaks()
    try:
        take(source)
    except ValueError as e:
        print(take, e, list(source))
# expect: <class 'list'> three []
# expect: <class 'tuple'> three []
# expect: <class 'set'> three []
# expect: <function> three []
# expect: <function> three []
# expect: <function> three []
# expect: <function> three []

# A generator that finishes others, and takes from others while it runs.
nested = (sum(j for j in range(i)) for i in range(6))
print(list(nested), tuple(tuple(k for k in (i, i)) for i in range(3)))
# expect: [0, 0, 1, 3, 6, 10] ((0, 0), (1, 1), (2, 2))
around = (yield_ for yield_ in counted(3, log))
print(max(around, key=lambda x: -x), max(i * i % 7 for i in range(9)), min(2.5 - i for i in range(4)))
# expect: 0 4 -0.5


# What is sent by a native is None, and try/finally inside runs in order.
def inside(n):
    for i in range(n):
        try:
            got = yield i
            if got is not None:
                print("got", got)
        finally:
            print("after", i)


print(list(inside(3)))
# expect: after 0
# expect: after 1
# expect: after 2
# expect: [0, 1, 2]
print(any(i == 1 for i in inside(3)))
# expect: after 0
# expect: True

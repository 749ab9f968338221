# board: pybv11
# no oracle: its heap grows by gigabytes
# Python code that native code calls is seen by the collector, too: what its locals hold counts, and MemoryError comes in time.
import gc


def filling(_):
    chain = None
    while True:
        chain = (chain, bytearray(100))


class Greedy:
    def __len__(self):
        return filling(None)

    def __getattr__(self, name):
        return filling(None)

    def __eq__(self, other):
        return filling(None)

    def __iter__(self):
        return self

    def __next__(self):
        return filling(None)


def endless():
    while True:
        yield bytearray(100)


def numbers():
    while True:
        yield 1


def attempt(what, action):
    try:
        action()
    except MemoryError as e:
        print(what, type(e).__name__)
    gc.collect()


before = gc.mem_alloc()
attempt("map", lambda: list(map(filling, (1,))))  # expect: map MemoryError
attempt("sorted", lambda: sorted((2, 1), key=filling))  # expect: sorted MemoryError
attempt("len", lambda: len(Greedy()))  # expect: len MemoryError
attempt("getattr", lambda: Greedy().x)  # expect: getattr MemoryError
attempt("in", lambda: 1 in [Greedy()])  # expect: in MemoryError
attempt("next", lambda: list(Greedy()))  # expect: next MemoryError
print(gc.mem_alloc() - before < 2000)  # expect: True

# So does what native code fills meanwhile.
attempt("list", lambda: list(endless()))  # expect: list MemoryError
attempt("set", lambda: set(map(id, endless())))  # expect: set MemoryError
attempt("dict", lambda: dict((id(x), x) for x in endless()))  # expect: dict MemoryError
attempt("tuple", lambda: tuple(endless()))  # expect: tuple MemoryError
attempt("bytes", lambda: bytes(numbers()))  # expect: bytes MemoryError
attempt("bytearray", lambda: bytearray(numbers()))  # expect: bytearray MemoryError
attempt("star", lambda: print(*endless()))  # expect: star MemoryError
print(gc.mem_alloc() - before < 2000)  # expect: True


# What the caller's locals hold is counted again once it goes on.
def held():
    chain = None
    count = 0
    try:
        while True:
            chain = (chain, bytearray(100))
            count += 1
            sorted((1,), key=bytearray)
            sorted((3,), key=wasting)
    except MemoryError:
        chain = None
    gc.collect()
    print(gc.mem_free() * 0.9 < count * 144 < gc.mem_free() * 1.1)


# Garbage made there is collected there.
def wasting(n):
    for i in range(n):
        bytearray(1000)
    return n


held()  # expect: True
print(sorted((300, 100, 200), key=wasting))  # expect: [100, 200, 300]

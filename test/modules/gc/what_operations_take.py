# Bytes of the heap that an operation takes: what is 0 here is allowed in an interrupt handler.
import gc


class Plain:
    def method(self):
        pass


class Filled:
    def __init__(self, a):
        self.a = a


class Manager:
    def __enter__(self):
        pass

    def __exit__(self, *args):
        pass


def measure(function):
    function()
    before = gc.mem_alloc()
    function()
    print(gc.mem_alloc() - before)


def function():
    pass


def collecting(*args):
    pass


def naming(**names):
    pass


def twelve(a, b, c, d, e, f, g, h, i, j, k, l):
    pass


def generator():
    yield 1


def loops():
    for _ in range(3):
        pass
    for _ in items:
        pass
    for _ in pair:
        pass


def stores():
    filled.a = 2


def grows():
    fresh = Plain()
    fresh.a = 1


def fills():
    table = {}
    table[small] = 1


def raises():
    try:
        raise ValueError
    except ValueError:
        pass


def raises_with_text():
    try:
        raise ValueError("text")
    except ValueError:
        pass


def fails():
    try:
        small // 0
    except ZeroDivisionError:
        pass


def manages():
    with Manager():
        pass


def closes():
    kept = small
    return lambda: kept


small = 7
large = 0x3FFFFFFF
fraction = 1.5
text = "hello world"
items = [1, 2, 3]
pair = (1, 2)
table = {"a": 1, "b": 2}
data = bytearray(8)
plain = Plain()
filled = Filled(1)

measure(lambda: small * 3 + small)  # expect: 0
measure(function)  # expect: 0
measure(plain.method)  # expect: 0
measure(loops)  # expect: 0
measure(lambda: data[1])  # expect: 0
measure(lambda: isinstance(plain, Plain))  # expect: 0
measure(lambda: len(items))  # expect: 0
measure(lambda: filled.a)  # expect: 0
measure(stores)  # expect: 0
measure(lambda: text[1])  # expect: 0
measure(lambda: table["a"])  # expect: 0
measure(lambda: small in items)  # expect: 0
measure(lambda: fraction < 2)  # expect: 0
measure(lambda: text == "hello")  # expect: 0
measure(lambda: twelve(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))  # expect: 0

measure(lambda: fraction * fraction)  # expect: 16
measure(lambda: plain.method)  # expect: 16
measure(lambda: Plain())  # expect: 16
measure(lambda: lambda: 0)  # expect: 16
measure(lambda: (small, small))  # expect: 16
measure(lambda: {})  # expect: 16
measure(lambda: range(small))  # expect: 16
measure(lambda: memoryview(data))  # expect: 16
measure(lambda: text.encode())  # expect: 16

measure(lambda: large + small)  # expect: 32
measure(lambda: [small])  # expect: 32
measure(lambda: collecting(1))  # expect: 16
measure(lambda: naming(a=1))  # expect: 32
measure(lambda: "%d" % small)  # expect: 32
measure(lambda: text[2:4])  # expect: 48
measure(lambda: bytes(2))  # expect: 32
measure(lambda: Filled(1))  # expect: 32
measure(lambda: {small})  # expect: 32
measure(raises)  # expect: 32
measure(raises_with_text)  # expect: 48
measure(fails)  # expect: 64
measure(manages)  # expect: 48

measure(lambda: items[1:])  # expect: 48
measure(closes)  # expect: 48
measure(lambda: f"{small}")  # expect: 64
measure(lambda: "{}".format(small))  # expect: 64
measure(lambda: (each for each in items))  # expect: 96
measure(generator)  # expect: 32
measure(grows)  # expect: 32
measure(fills)  # expect: 32
measure(lambda: text.split(" "))  # expect: 64
measure(lambda: ", ".join(["a", "bc"]))  # expect: 64
measure(lambda: text.replace("o", "00"))  # expect: 32
measure(lambda: sorted(items))  # expect: 48
measure(lambda: list(range(10)))  # expect: 112
measure(lambda: [each for each in items])  # expect: 48
measure(lambda: dict(table))  # expect: 32
measure(lambda: {small: 1, 2: 3, 4: 5})  # expect: 48
measure(lambda: items + items)  # expect: 48
measure(lambda: str(fraction))  # expect: 32

# Words become objects where something takes objects: arguments, items, attributes, globals. None that is no longer immediate is 0.
# differs: the oracle has no machine code


class C:
    pass


@micropython.viper
def convert(o, i: int, u: uint, b: bool, p: ptr8):
    print(i, u, b, p, 1, True, None)
    print([i, u, b, None], (1, True), {2})
    o.i = i
    o.b = b
    o.n = None
    print(o.i, o.b, o.n)
    d = {}
    d["key"] = b
    d[i] = None
    print(d["key"], d[i])
    global g
    g = b
    n = None
    print(n, g)
    print(int(b) + 1, uint(b), bool(i), int(None))
    print("%d %s" % (i, b), f"{i}")


convert(C(), -5, 5, 7, 9)
# expect: -5 5 True 9 1 True None
# expect: [-5, 5, True, None] (1, True) {2}
# expect: -5 True 0
# expect: True None
# expect: 0 True
# expect: 2 1 True 0
# expect: -5 True -5


@micropython.viper
def returns_bool(x: int) -> bool:
    return x > 3


@micropython.viper
def returns_nothing() -> int:
    pass


@micropython.viper
def returns_object(x):
    return x


print(returns_bool(3), returns_bool(4), returns_nothing(), returns_object(None))
# expect: False True 0 None

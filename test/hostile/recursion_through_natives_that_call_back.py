def m(x):
    return list(map(m, [x]))


def s(x):
    return sorted([x, x], key=s)


def t(x):
    return max([x, x], key=t)


def e(x):
    return eval("e(x)", {"e": e, "x": x})


def x(n):
    exec("x(n)", {"x": x, "n": n})


class G:
    def __getitem__(self, i):
        return [v for v in self]


for f in (lambda: m(1), lambda: s(1), lambda: t(1), lambda: e(1), lambda: x(1), lambda: list(G())):
    try:
        f()
        print("no error")
    except RuntimeError as err:
        print(err)
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded

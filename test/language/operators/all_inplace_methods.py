# firmware: everything
# differs: the oracle's build knows __iadd__ and __isub__ alone


class Log:
    def __init__(self):
        self.calls = []

    def __imul__(self, other):
        self.calls.append(("*", other))
        return self

    def __imatmul__(self, other):
        self.calls.append(("@", other))
        return self

    def __ifloordiv__(self, other):
        self.calls.append(("//", other))
        return self

    def __itruediv__(self, other):
        self.calls.append(("/", other))
        return self

    def __imod__(self, other):
        self.calls.append(("%", other))
        return self

    def __ipow__(self, other):
        self.calls.append(("**", other))
        return self

    def __ior__(self, other):
        self.calls.append(("|", other))
        return self

    def __ixor__(self, other):
        self.calls.append(("^", other))
        return self

    def __iand__(self, other):
        self.calls.append(("&", other))
        return self

    def __ilshift__(self, other):
        self.calls.append(("<<", other))
        return self

    def __irshift__(self, other):
        self.calls.append((">>", other))
        return self


log = Log()
log *= 1
log @= 2
log //= 3
log /= 4
log %= 5
log **= 6
log |= 7
log ^= 8
log &= 9
log <<= 10
log >>= 11
print(log.calls)
# expect: [('*', 1), ('@', 2), ('//', 3), ('/', 4), ('%', 5), ('**', 6), ('|', 7), ('^', 8), ('&', 9), ('<<', 10), ('>>', 11)]
try:
    log * 1
except TypeError as error:
    print(error)
# expect: unsupported types for __mul__: 'Log', 'int'


class Scaled:
    def __init__(self, value):
        self.value = value

    def __mul__(self, other):
        return "made by __mul__ of %d" % other

    def __imul__(self, other):
        return NotImplemented

    def __ror__(self, other):
        return "made by __ror__ of %d" % other


# Where it answers NotImplemented, or is not there, the plain operator is used.
scaled = Scaled(1)
scaled *= 2
print(scaled)  # expect: made by __mul__ of 2
number = 5
number |= Scaled(1)
print(number)  # expect: made by __ror__ of 5


class Words(list):
    def __imul__(self, other):
        return "mine"


words = Words("ab")
words *= 2
print(words)  # expect: mine
rest = Words("ab")
rest += ["c"]
print(rest)  # expect: ['a', 'b', 'c']
# A function that has got warm does no other thing.
def many(n):
    total = Log()
    for i in range(n):
        total *= i
        total |= i
    return len(total.calls)


print(many(300))  # expect: 600

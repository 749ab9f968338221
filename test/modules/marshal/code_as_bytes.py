# firmware: everything
# differs: the oracle's build leaves marshal out
import marshal

function = type(lambda: 0)


def copy(code, globals=None):
    return function(marshal.loads(marshal.dumps(code)), {} if globals is None else globals)


def outer(first, *rest, last="end", **named):
    def inner(x=first):
        return x, rest, last, len(named)

    return inner


print(copy(outer.__code__, {"len": len})(1, 2, last=3)())  # expect: (1, (2,), 3, 0)
print(type(marshal.dumps(outer.__code__)))  # expect: <class 'bytes'>


def constants():
    return 1 << 70, -5, 2.5, 3j, b"\x00\xff", "ü\n", (None, True, ...), "a longer text than is interned"


print(copy(constants.__code__)())
# expect: (1180591620717411303424, -5, 2.5, 3j, b'\x00\xff', 'ü\n', (None, True, Ellipsis), 'a longer text than is interned')


def count(n):
    try:
        for i in range(n):
            yield i
    finally:
        print("over")


print(list(copy(count.__code__, {"range": range, "print": print})(3)))
# expect: over
# expect: [0, 1, 2]

# The body of a module works in the names of whoever calls it, with globals of its own.
module = compile("b = a + 1\nprint(b)", "module", "exec")
b = 0
copy(module, {"a": 4, "print": print})()  # expect: 5
print(b)  # expect: 5
names = {"a": 6}
exec(marshal.loads(marshal.dumps(module)), names)  # expect: 7
print(names["b"])  # expect: 7
print(eval(marshal.loads(marshal.dumps(compile("a * 2", "", "eval"))), names))  # expect: 12

for thing in (1, outer, None):
    try:
        marshal.dumps(thing)
    except ValueError as error:
        print(error)
# expect: unmarshallable object
# expect: unmarshallable object
# expect: unmarshallable object

# On a board damaged bytes may do anything.
damaged = bytearray(marshal.dumps(outer.__code__))
damaged[-3] ^= 1
for data in (b"", damaged):
    try:
        marshal.loads(data)
    except ValueError as error:
        print(error)
# expect: incompatible .mpy file
# expect: incompatible .mpy file

# Viper looks at the number of arguments alone: no keywords, no defaults, and what a closure has captured is counted.
# differs: the oracle has no machine code


def attempt(f, *args, **keywords):
    try:
        print(f(*args, **keywords))
    except TypeError as e:
        print(e)


@micropython.viper
def add(a: int, b: int = 5) -> int:
    return a + b


attempt(add, 1, 2)  # expect: 3
attempt(add, 1)  # expect: function takes 2 positional arguments but 1 were given
attempt(add, 1, 2, 3)  # expect: function takes 2 positional arguments but 3 were given
attempt(add, 1, b=2)  # expect: function doesn't take keyword arguments
attempt(add, "1", 2)  # expect: can't convert str to int
attempt(add, None, 2)  # expect: can't convert NoneType to int
attempt(add, True, 2)  # expect: 3


def outer(n):
    @micropython.viper
    def inner(a: int) -> int:
        return a + int(n)

    return inner


attempt(outer(5), 1)  # expect: 6
attempt(outer(5))  # expect: function takes 2 positional arguments but 1 were given


@micropython.viper
def six(a: int, b: uint, c: bool, d, e: object, f: ptr8):
    print(a, b, c, d, e, f[0])


six(1, 2, [], None, "five", b"6")  # expect: 1 2 False None five 54

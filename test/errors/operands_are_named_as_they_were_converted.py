def f(*args, **kw):
    pass


def attempt(text):
    try:
        eval(text)
    except TypeError as e:
        print(text, "->", e)


class I(int):
    pass


x = 1.5
attempt("x & True")  # expect: x & True -> unsupported types for __rand__: 'int', 'float'
attempt("(1,) ^ True")  # expect: (1,) ^ True -> unsupported types for __xor__: 'tuple', 'int'
attempt("1 ^ x")  # expect: 1 ^ x -> unsupported types for __xor__: 'int', 'float'
attempt("x & I(3)")  # expect: x & I(3) -> unsupported types for __rand__: 'int', 'float'
attempt("'s' | I(3)")  # expect: 's' | I(3) -> unsupported types for __or__: 'str', 'int'
attempt("2**40 in 4")  # expect: 2**40 in 4 -> 'int' object isn't iterable
attempt("3 in 4")  # expect: 3 in 4 -> unsupported types for : 'int', 'int'
attempt("NotImplemented + 1")
# expect: NotImplemented + 1 -> unsupported types for __add__: '', 'int'
attempt("f(**{1: 2})")  # expect: f(**{1: 2}) -> can't convert 'int' object to str implicitly
a = 1
try:
    a ^= 1.5
except TypeError as e:
    print(e)
# expect: unsupported types for : 'int', 'float'

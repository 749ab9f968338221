# Where a tuple lists choices or items for native code, a named one is a value like any other.
from collections import namedtuple

Pair = namedtuple("Pair", "x y")


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


attempt(isinstance, 1, Pair(int, str))
# expect: TypeError issubclass() arg 2 must be a class or a tuple of classes
attempt(issubclass, int, Pair(int, str))
# expect: TypeError issubclass() arg 2 must be a class or a tuple of classes
attempt("abc".startswith, Pair("a", "b"))
# expect: TypeError can't convert 'Pair' object to str implicitly
attempt(namedtuple, "Other", Pair("a", "b"))
# expect: TypeError object 'Pair' isn't a tuple or list
attempt(lambda: "%s %s" % Pair(1, 2))  # expect: 1 2
attempt(lambda: "-".join(Pair("a", "b")))  # expect: a-b
attempt(lambda: list(Pair(1, 2)) + sorted(Pair(4, 3)))  # expect: [1, 2, 3, 4]

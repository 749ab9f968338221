# Of several wrong arguments the error names the one that MicroPython looks at first.
from array import array
from collections import OrderedDict, namedtuple
import io
import math
import re
import struct


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


attempt(enumerate, None, 1.5)  # expect: TypeError can't convert float to int
attempt(namedtuple, 1, 2)  # expect: TypeError can't convert 'int' object to str implicitly
attempt("abc".startswith, None, "x", b"y")
# expect: TypeError string indices must be integers, not bytes
attempt("abc".find, "a", "x", b"y")  # expect: TypeError string indices must be integers, not str
attempt(io.StringIO().readinto, None, 1.5)  # expect: TypeError object with buffer protocol required
attempt(io.StringIO().write, 1, 2, 3, 4)
# expect: TypeError function expected at most 4 arguments, got 5
attempt(memoryview(b"abc").__class__, None)
# expect: TypeError object with buffer protocol required
attempt(bytes, 1, 2, 3, 4)  # expect: TypeError wrong number of arguments
attempt(bytes, "a", "b", "c", "d")  # expect: TypeError string argument without an encoding
attempt(array, bytearray(b"b"))
# expect: TypeError can't convert 'bytearray' object to str implicitly
attempt(ord, bytearray(b"a"))
# expect: TypeError can't convert 'bytearray' object to str implicitly
attempt(b"ab".hex, None)  # expect: TypeError can't convert 'NoneType' object to str implicitly
attempt(exec, "1", 2)  # expect: TypeError 
attempt(eval, "1", OrderedDict())  # expect: TypeError 
attempt(super, 1, 2)  # expect: TypeError issubclass() arg 2 must be a class or a tuple of classes
attempt(super, (int, str), 2.5)  # expect: TypeError 
attempt(math.isclose, None, "", 1)  # expect: TypeError extra positional arguments given
attempt(struct.unpack, "?", 1, "x")  # expect: ValueError bad typecode
attempt(struct.unpack, "2", b"", "x")  # expect: ValueError bad typecode
attempt(struct.pack_into, 1, bytearray(2), "x")  # expect: TypeError can't convert str to int
attempt(struct.pack_into, 1, 2, "x")  # expect: TypeError object with buffer protocol required
attempt(re.compile, None, "x")
# expect: TypeError can't convert 'NoneType' object to str implicitly
attempt(re.match, None, "x", "y")
# expect: TypeError can't convert 'NoneType' object to str implicitly
attempt(re.compile("a").match, 1, "y")
# expect: TypeError can't convert 'int' object to str implicitly
attempt(re.compile("a").split, 1, "y")
# expect: TypeError can't convert 'int' object to str implicitly
attempt(re.sub, "(", "x", "y", "z")  # expect: ValueError regex too complex
attempt(re.sub, "a", "x", 1, "z")  # expect: TypeError can't convert str to int


def store(view, index):
    view[index] = 1


attempt(store, memoryview(b"abc"), "x")
# expect: TypeError memoryview indices must be integers, not str
attempt(store, memoryview(b"abc"), 7)  # expect: IndexError memoryview index out of range
attempt(store, memoryview(b"abc"), 0)
# expect: TypeError 'memoryview' object doesn't support item assignment


def unpack(value):
    *a, b, c, d = value
    return a


attempt(unpack, (1, 2))  # expect: ValueError need more than 2 values to unpack
attempt(unpack, {1: 2})  # expect: ValueError need more than 0 values to unpack
attempt(unpack, iter([1]))  # expect: ValueError need more than 0 values to unpack

# firmware: everything
# The level EVERYTHING reports errors in detail, and shows what methods and closures are made of.
import math
from collections import namedtuple


def attempt(action, *args):
    try:
        action(*args)
    except Exception as error:
        print(type(error).__name__, error)


def add(a, b):
    return a + b


def outer(captured):
    def inner(a):
        return captured + a

    return inner


class Thing:
    def method(self):
        pass

    def __repr__(self):
        return "<thing>"


Point = namedtuple("Point", "x y")

# How many arguments.
attempt(add, 1)
attempt(add, 1, 2, 3)
attempt(outer(1))
attempt(Thing().method, 1)
attempt(lambda x: x)
attempt(Point, 1)
attempt(len)

# Digits.
for text in ("12x", "  -z ", "", "0x1g", "ü", "it's"):
    attempt(int, text, 0)
attempt(int, b"9", 8)
for source in ("08", "0b12", "12ab", "0x"):
    attempt(eval, source)

# Names and types.
attempt(lambda: math.nothing)
attempt(lambda: Thing.nothing)
attempt(lambda: Thing().nothing)
attempt(list.append, (), 1)
for text in ("{!", "{!x}", "{0!", "{:!}"):
    attempt(text.format, 1)


def shown(value):
    """Its repr with addresses left out."""
    words = []
    for word in repr(value).split(" "):
        number = word.rstrip(",>")
        is_address = len(number) > 4 and all(c in "0123456789abcdefx" for c in number)
        words.append("…" + word[len(number) :] if is_address else word)
    return " ".join(words)


print(shown(Thing().method))
print(shown([1].append))
print(shown(outer(21)))
# expect: TypeError add() takes 2 positional arguments but 1 were given
# expect: TypeError add() takes 2 positional arguments but 3 were given
# expect: TypeError inner() takes 2 positional arguments but 1 were given
# expect: TypeError method() takes 1 positional arguments but 2 were given
# expect: TypeError <lambda>() takes 1 positional arguments but 0 were given
# expect: TypeError Point() takes 2 positional arguments but 1 were given
# expect: TypeError function takes 1 positional arguments but 0 were given
# expect: ValueError invalid syntax for integer with base 10: '12x'
# expect: ValueError invalid syntax for integer with base 10: 'z '
# expect: ValueError invalid syntax for integer with base 10: ''
# expect: ValueError invalid syntax for integer with base 16: '1g'
# expect: ValueError invalid syntax for integer with base 10: '\xc3\xbc'
# expect: ValueError invalid syntax for integer with base 10: "it's"
# expect: ValueError invalid syntax for integer with base 8: '9'
# expect: SyntaxError invalid syntax for integer with base 0: '08'
# expect: SyntaxError invalid syntax for integer with base 2: '12'
# expect: SyntaxError invalid syntax for integer with base 10: '12ab'
# expect: SyntaxError invalid syntax for integer with base 16: ''
# expect: AttributeError module 'math' has no attribute 'nothing'
# expect: AttributeError type object 'Thing' has no attribute 'nothing'
# expect: AttributeError 'Thing' object has no attribute 'nothing'
# expect: TypeError argument should be a 'list' not a 'tuple'
# expect: ValueError end of format while looking for conversion specifier
# expect: ValueError unknown conversion specifier x
# expect: ValueError end of format while looking for conversion specifier
# expect: ValueError invalid format specifier
# expect: <bound_method … <thing>.<function method at …>>
# expect: <bound_method … [1].<function>>
# expect: <closure <function inner at …> at …, n_closed=1 <cell 2b 21> >

# A generator that has not begun raises at the first opcode, and a try, a loop's jump or an assertion that always holds is one.
import sys


def trying():
    try:
        yield 1
    finally:
        pass


def looping():
    while True:
        try:
            yield 1
        finally:
            pass


def testing(condition):
    while condition:
        yield 1


def asserting():
    assert 1
    yield 1


def documented():
    """First,
    a docstring."""

    try:
        yield 1
    finally:
        pass


for function in (trying, looping, lambda: testing(True), asserting, documented):
    try:
        function().throw(ValueError)
    except ValueError as error:
        sys.print_exception(error)
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 42, in <module>
# expect:   File "<stdin>", line 6, in trying
# expect: ValueError: 
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 42, in <module>
# expect:   File "<stdin>", line 14, in looping
# expect: ValueError: 
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 42, in <module>
# expect:   File "<stdin>", line 21, in testing
# expect: ValueError: 
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 42, in <module>
# expect:   File "<stdin>", line 26, in asserting
# expect: ValueError: 
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 42, in <module>
# expect:   File "<stdin>", line 34, in documented
# expect: ValueError: 

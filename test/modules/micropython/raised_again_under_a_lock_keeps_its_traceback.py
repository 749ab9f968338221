# A cleared traceback keeps its memory, so that raising the exception again needs none, as far as it reaches.
import micropython
import sys


def inner(e):
    raise e


def outer(e):
    inner(e)


def raise_locked(f, e):
    e.__traceback__ = None
    micropython.heap_lock()
    try:
        f(e)
    except ValueError:
        pass
    micropython.heap_unlock()


used = ValueError("used")
try:
    raise used
except ValueError:
    pass
raise_locked(inner, used)
sys.print_exception(used)
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 7, in inner
# expect: ValueError: used
raise_locked(outer, used)
sys.print_exception(used)
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 7, in inner
# expect: ValueError: used
fresh = ValueError("fresh")
raise_locked(outer, fresh)
sys.print_exception(fresh)  # expect: ValueError: fresh

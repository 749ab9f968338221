# firmware: everything
# differs: the oracle collects when its host does
import gc
import weakref


class Thing:
    pass


def log(*args, **keywords):
    print("log", args, keywords)
    return "logged"


def runs_once():
    thing = Thing()
    finalizer = weakref.finalize(thing, log, 1, two=2)
    print(finalizer.alive, finalizer.peek()[0] is thing, finalizer.peek()[1] is log, finalizer.peek()[2:])
    print(finalizer(), finalizer.alive, finalizer(), finalizer.peek(), finalizer.detach())
    thing = None
    gc.collect()


runs_once()
# expect: True True True ((1,), {'two': 2})
# expect: log (1,) {'two': 2}
# expect: logged False None None None


def detached():
    thing = Thing()
    finalizer = weakref.finalize(thing, log, "never")
    print(finalizer.detach()[2:], finalizer.alive, finalizer.detach())
    thing = None
    blank = [0, 0, 0, 0]
    gc.collect()


detached()  # expect: (('never',), {}) False None


def kept():
    """Nobody need hold a finalizer; the newest runs first, before references are told."""
    thing = Thing()
    reference = weakref.ref(thing, lambda gone: print("reference", gone()))
    weakref.finalize(thing, log, "older")
    weakref.finalize(thing, log, "newer")
    gc.collect()
    print("still there")
    thing = None
    blank = [0, 0, 0, 0]
    gc.collect()


kept()
# expect: still there
# expect: log ('newer',) {}
# expect: log ('older',) {}
# expect: reference None


def fails():
    raise ValueError("in a finalizer")


def failing():
    thing = Thing()
    weakref.finalize(thing, log, "after it")
    weakref.finalize(thing, fails)
    thing = None
    blank = [0, 0, 0, 0]
    gc.collect()
    print("goes on")


failing()
# expect: Unhandled exception in weakref callback:
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 64, in fails
# expect: ValueError: in a finalizer
# expect: log ('after it',) {}
# expect: goes on
for args in ((), (Thing(),)):
    try:
        weakref.finalize(*args)
    except TypeError:
        print("TypeError")
# expect: TypeError
# expect: TypeError

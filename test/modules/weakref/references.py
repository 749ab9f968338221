# firmware: everything
# differs: the oracle collects when its host does
import gc
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return "<" + self.name + ">"


def told(reference):
    print("told, now", reference())


def gone():
    thing = Thing("thing")
    first = weakref.ref(thing)
    second = weakref.ref(thing, told)
    print(first() is thing, second() is thing, first is second)
    thing = None
    blank = [0, 0, 0, 0]
    gc.collect()
    print(first(), second())
    gc.collect()


gone()
# expect: True True False
# expect: told, now None
# expect: None None


def forgotten():
    thing = Thing("thing")
    reference = weakref.ref(thing, told)
    reference.__del__()
    print(reference())
    reference = weakref.ref(thing, told)
    reference = None
    blank = [0, 0, 0, 0]
    gc.collect()
    # Nobody holds the reference any more, so that nobody is told.
    thing = None
    blank = [0, 0, 0, 0]
    gc.collect()
    print("nobody was told")


forgotten()
# expect: None
# expect: nobody was told

# What holds itself goes, too; what something else holds stays.
def cycle():
    ring = Thing("ring")
    ring.me = ring
    other = Thing("other")
    keeper = [other]
    references = [weakref.ref(ring), weakref.ref(other), weakref.ref(keeper), weakref.ref(cycle)]
    ring = other = None
    blank = [0, 0, 0, 0]
    gc.collect()
    print([reference() for reference in references[:3]], references[3]() is cycle, len(keeper))


cycle()  # expect: [None, <other>, [<other>]] True 1
for value in (None, True, ..., 5, "name", (), print, int, gc):
    try:
        weakref.ref(value)
        print("!", value)
    except TypeError as error:
        print(error)
# expect: not a heap object
# expect: not a heap object
# expect: not a heap object
# expect: not a heap object
# expect: not a heap object
# expect: not a heap object
# expect: not a heap object
# expect: not a heap object
# expect: not a heap object
for args in ((), (Thing("a"), told, 3)):
    try:
        weakref.ref(*args)
    except TypeError:
        print("TypeError")
# expect: TypeError
# expect: TypeError
print(weakref.ref(Thing("x")), [name for name in dir(weakref) if name[0] != "_"])
# expect: <ref> ['finalize', 'ref']

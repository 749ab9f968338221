# firmware: everything
# board: pybv11
# differs: the oracle's collections come when the host's do
# A collection that nobody has asked for takes references away as well: here the heap is full of what has been used.
import weakref


class Thing:
    pass


gone = []


def work(n):
    for i in range(n):
        thing = Thing()
        thing.buffer = bytearray(2000)
        weakref.finalize(thing, gone.append, i)


work(200)
print(len(gone) > 100, sorted(gone) == list(range(len(gone))))  # expect: True True

# differs: the oracle's heap grows as long as the host lets it; it ends at the import
import gc
import pyb


def in_place(kind):
    chain = None
    while 1:
        try:
            if kind == 0:
                chain = [chain]
            elif kind == 1:
                chain = (chain, 1)
            else:
                chain = {1: chain}
        except MemoryError:
            break
    chain = None
    gc.collect()
    print("caught", kind)


for kind in range(3):
    in_place(kind)
# expect: caught 0
# expect: caught 1
# expect: caught 2


def call_on_full_heap():
    def f():
        pass

    chain = []
    while 1:
        try:
            chain = [chain]
        except MemoryError:
            break
    try:
        f(a_name_that_f_does_not_know=1)
    except TypeError as e:
        error = type(e)
    while chain:
        chain[0], chain = None, chain[0]
    print(error)


call_on_full_heap()  # expect: <class 'TypeError'>

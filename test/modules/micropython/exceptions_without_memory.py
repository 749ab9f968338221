# differs: the oracle has no emergency buffer
import gc
import micropython

micropython.alloc_emergency_exception_buf(100)

# What does not fit into the emergency buffer is left out.
def locked():
    micropython.heap_lock()
    many = ValueError(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20).args
    try:
        undefined()
    except NameError as e:
        name = e.args
    micropython.heap_unlock()
    print(len(many), name)


locked()

# On a full heap even a MemoryError has to be made of something.
def full():
    chain = None
    try:
        while True:
            chain = [chain]
    except MemoryError as e:
        error = type(e)
    try:
        "".no_such_attribute
    except AttributeError as e:
        kind = type(e)
    chain = None
    gc.collect()
    print(error, kind)


full()
# expect: 0 ("name 'undefined' isn't defined",)
# expect: <class 'MemoryError'> <class 'AttributeError'>

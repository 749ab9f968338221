# Where floats have double precision a complex number takes two blocks of the heap as long as it lives, a float one.
import gc


def kept(make):
    gc.collect()
    before = gc.mem_alloc()
    values = [make(i) for i in range(100)]
    gc.collect()
    return gc.mem_alloc() - before


print(kept(complex) - kept(float))  # expect: 1600

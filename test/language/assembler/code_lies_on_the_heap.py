# differs: the oracle has no inline assembler
# Code is memory of the heap as long as its function is there.
import gc


def allocated():
    gc.collect()
    return gc.mem_alloc()


before = allocated()
exec("@micropython.asm_thumb\ndef f():\n    data(4, " + "1, " * 1000 + "1)\n")
with_function = allocated()
f = None
print(with_function - before > 4000, allocated() - before < 1000)  # expect: True True

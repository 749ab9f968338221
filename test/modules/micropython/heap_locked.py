# firmware: everything
# differs: the oracle's build leaves heap_locked out
import micropython

depths = bytearray(4)
depths[0] = micropython.heap_locked()
micropython.heap_lock()
depths[1] = micropython.heap_locked()
micropython.heap_lock()
depths[2] = micropython.heap_locked()
micropython.heap_unlock()
micropython.heap_unlock()
depths[3] = micropython.heap_locked()
print(list(depths))  # expect: [0, 1, 2, 0]

# board: pybv11
import gc


def highest(rounds):
    """The most that is in use while garbage is made."""
    most = 0
    for i in range(rounds):
        bytearray(96)
        most = max(most, gc.mem_alloc())
    return most


print(gc.threshold())  # expect: -1
gc.collect()
start = gc.mem_alloc()
print(highest(2000) - start > 50_000)  # expect: True
gc.threshold(8_000)
print(gc.threshold())  # expect: 8000
gc.collect()
print(highest(2000) - start < 12_000)  # expect: True
gc.threshold(-1)
print(gc.threshold())  # expect: -1
print(highest(2000) - start > 50_000)  # expect: True
# A collection that the threshold asks for takes nothing away that is alive.
gc.threshold(2_000)
kept = [bytearray(16) for i in range(200)]
for i in range(500):
    bytearray(100)
print(len(kept), gc.mem_alloc() - start > 200 * 32)  # expect: 200 True
# differs: the oracle's heap is large and grows

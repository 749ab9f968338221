# A view of any memory can be made and cut; only its bytes are missed, when they are used.
import uctypes

LARGEST = 0xFFFFFF  # items that a view may leave out before it
everything = memoryview(uctypes.bytearray_at(0, LARGEST + 100))
print(len(everything), everything.itemsize, bool(everything))  # expect: 16777315 1 True
print(everything[LARGEST : LARGEST + 1], len(everything[10:20][5:]))  # expect: <memoryview> 5
print(uctypes.addressof(everything[64:]), uctypes.addressof(memoryview(everything[64:])[32:]))
# expect: 64 96
try:
    everything[LARGEST + 1 :]
except OverflowError as e:
    print(e)
# expect: memoryview offset too large
try:
    print(everything[:4][0])
except NotImplementedError as e:
    print(e)
# expect: memory at 0x00000000 is not simulated
# differs: the memory of the oracle begins at 0

# board: pybv11
# differs: the oracle's heap grows
from collections import deque

held = deque((), 100)
try:
    for _ in range(100):
        held.append(bytearray(10000))
except MemoryError:
    print("full", len(held))  # expect: full 10
else:
    print("endless")

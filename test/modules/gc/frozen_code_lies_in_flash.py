# What importing a frozen module takes of the heap are its functions, classes and dicts. Its code and names stay in flash: a
# collection, which counts what there is, finds as much as was allocated, but for a few constants.

import gc

gc.collect()
import asyncio

imported = gc.mem_alloc()
gc.collect()
print(gc.mem_alloc() < imported + 128)  # expect: True

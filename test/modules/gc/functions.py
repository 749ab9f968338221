import gc
gc.collect()
gc.disable()
print(gc.isenabled())  # expect: False
gc.enable()
print(gc.isenabled(), gc.mem_free() > 0, gc.mem_alloc() > 0, type(gc.mem_free()))
# expect: True True True <class 'int'>
a = gc.mem_alloc()
b = bytearray(5000)
print(gc.mem_alloc() - a >= 5000)  # expect: True

import micropython
def f():
    micropython.heap_lock()
    try:
        [1, 2, 3]
    except MemoryError as e:
        micropython.heap_unlock()
        return e
    micropython.heap_unlock()
e = f()
print(type(e), e)  # expect: <class 'MemoryError'> 

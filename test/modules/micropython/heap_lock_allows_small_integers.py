import micropython
def f(a, b):
    micropython.heap_lock()
    c = a + b * 2
    for i in range(10):
        c += i
    micropython.heap_unlock()
    return c
def g():
    micropython.heap_lock()
    micropython.heap_lock()
    a = micropython.heap_unlock()
    b = micropython.heap_unlock()
    print(a, b)
print(f(1, 2))  # expect: 50
g()  # expect: 1 0

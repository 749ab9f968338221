import micropython


def attempt(f):
    micropython.heap_lock()
    try:
        f()
        ok = True
    except MemoryError:
        ok = False
    micropython.heap_unlock()
    print(ok)


l = [1, 2, 3]
attempt(lambda: l[0] + 1)
attempt(lambda: [1, 2])
attempt(lambda: l.append(4) if False else None)
attempt(lambda: 1.5 + 1)
attempt(lambda: 2**40)
attempt(lambda: "a" + "b" * len(l))
attempt(lambda: (1, len(l)))
attempt(lambda: {1: 2})
attempt(lambda: len(l))
print(micropython.heap_unlock() if False else l)
# expect: True
# expect: False
# expect: True
# expect: True
# expect: True
# expect: False
# expect: False
# expect: False
# expect: True
# expect: [1, 2, 3]

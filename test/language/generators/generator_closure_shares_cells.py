def f():
    n = 0
    def g():
        nonlocal n
        while n < 3:
            n += 1
            yield n
    out = list(g())
    return out, n
print(f())  # expect: ([1, 2, 3], 3)

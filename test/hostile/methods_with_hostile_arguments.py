# oracle crashes: it reads memory that is not its own
things = (None, -1, 2**70, 1.5, "", b"", [], {}, len, ...)
answers = 0
for value in ("a", b"a", bytearray(b"a"), [1], (1,), {1: 2}, {1}, frozenset({1}), 5, 1.5, range(3)):
    for name in dir(value):
        for a in things:
            for args in ((), (a,), (a, a), (a, a, a)):
                try:
                    getattr(value, name)(*args)
                except Exception as e:
                    pass
                answers += 1
print(answers > 1000)
# expect: True

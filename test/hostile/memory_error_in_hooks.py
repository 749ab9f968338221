class M:
    def __repr__(self):
        return "x" * 10**9

    def __iter__(self):
        return iter([0] * 10**9)

    def __len__(self):
        return len(bytes(10**9))

    def __add__(self, other):
        raise MemoryError


m = M()
for f in (lambda: repr(m), lambda: list(m), lambda: len(m), lambda: m + 1, lambda: print(m), lambda: "%s" % m, lambda: f"{m}"):
    try:
        f()
        print("no error")
    except MemoryError:
        print("MemoryError")
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError

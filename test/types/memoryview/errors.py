m = memoryview(bytearray(4))
def sa(v): m[0:2] = v
for f in (lambda: m[4], lambda: memoryview('a') and 'str ok', lambda: memoryview(5), lambda: sa(b'abc'), lambda: m['a'], lambda: m[::2]):
    try:
        print(f())
    except (TypeError, ValueError, IndexError, NotImplementedError) as e:
        print(type(e).__name__, e)
# expect: IndexError memoryview index out of range
# expect: str ok
# expect: TypeError object with buffer protocol required
# expect: ValueError lhs and rhs should be compatible
# expect: TypeError memoryview indices must be integers, not str
# expect: NotImplementedError only slices with step=1 (aka None) are supported

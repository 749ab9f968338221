# no oracle: it computes a power of a huge number
things = (None, -1, 2**70, 1.5, "", "x", b"", [], {}, (), set(), object, len, lambda: 1, ...)
answers = 0
for f in (abs, bin, bool, bytearray, bytes, callable, chr, dict, dir, enumerate, filter, float, frozenset, getattr, hasattr, hash, hex, id, int, isinstance, issubclass, iter, len, list, map, max, memoryview, min, next, oct, ord, pow, range, repr, reversed, round, set, setattr, slice, sorted, str, sum, tuple, type, zip, divmod, eval):
    for a in things:
        for args in ((), (a,), (a, a), (a, 1, a), (a, a, a, a)):
            try:
                f(*args)
                answers += 1
            except Exception as e:
                answers += 1
print(answers)
# expect: 3525

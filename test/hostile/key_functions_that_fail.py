calls = 0


def key(x):
    global calls
    calls += 1
    if calls == 4:
        raise KeyError(x)
    return x


l = [5, 4, 3, 2, 1]
try:
    l.sort(key=key)
except KeyError as e:
    print(repr(e), sorted(l))
for f in (lambda: sorted(5), lambda: sorted([1], key=5), lambda: sorted([1, 2], reverse="x"), lambda: max([], key=len), lambda: max([1], key=1), lambda: min(), lambda: [].sort(5), lambda: max([], default=3)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)
# expect: KeyError(3,) [1, 2, 3, 4, 5]
# expect: TypeError
# expect: [1]
# expect: [2, 1]
# expect: ValueError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: 3

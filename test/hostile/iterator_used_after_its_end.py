def g():
    yield 1


for make in (lambda: iter([1]), lambda: iter((1,)), lambda: iter("a"), lambda: iter({1}), lambda: iter({1: 2}), lambda: iter(range(1)), lambda: g(), lambda: map(str, [1]), lambda: zip([1]), lambda: enumerate([1]), lambda: filter(None, [1]), lambda: reversed([1]), lambda: iter(b"a")):
    it = make()
    first = next(it)
    ends = []
    for _ in range(3):
        try:
            next(it)
            ends.append("item")
        except StopIteration:
            ends.append("end")
    print(first, ends)
# expect: 1 ['end', 'end', 'end']
# expect: 1 ['end', 'end', 'end']
# expect: a ['end', 'end', 'end']
# expect: 1 ['end', 'end', 'end']
# expect: 1 ['end', 'end', 'end']
# expect: 0 ['end', 'end', 'end']
# expect: 1 ['end', 'end', 'end']
# expect: 1 ['end', 'end', 'end']
# expect: (1,) ['end', 'end', 'end']
# expect: (0, 1) ['end', 'end', 'end']
# expect: 1 ['end', 'end', 'end']
# expect: 1 ['end', 'end', 'end']
# expect: 97 ['end', 'end', 'end']

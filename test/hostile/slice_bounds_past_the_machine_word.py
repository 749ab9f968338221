l = [1, 2, 3]
for f in (lambda: l[:10 ** 30], lambda: l[-10 ** 30:], lambda: 'abc'[10 ** 30:], lambda: l[10 ** 30], lambda: l * 0, lambda: l[::10 ** 30], lambda: range(10 ** 30), lambda: b'abc'[:2 ** 31]):
    try:
        print(f())
    except (OverflowError, IndexError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
# expect: OverflowError overflow converting long int to machine word
# expect: OverflowError overflow converting long int to machine word
# expect: OverflowError overflow converting long int to machine word
# expect: OverflowError overflow converting long int to machine word
# expect: []
# expect: OverflowError overflow converting long int to machine word
# expect: OverflowError overflow converting long int to machine word
# expect: OverflowError overflow converting long int to machine word

for f in (lambda: range(), lambda: range(1, 2, 0), lambda: range('a'), lambda: range(1)[5], lambda: range(3).x, lambda: range(1, 2, 3, 4)):
    try:
        print(f())
    except (TypeError, ValueError, IndexError, AttributeError) as e:
        print(type(e).__name__, e)
# expect: TypeError function missing 1 required positional arguments
# expect: ValueError zero step
# expect: TypeError can't convert str to int
# expect: IndexError range index out of range
# expect: AttributeError 'range' object has no attribute 'x'
# expect: TypeError function expected at most 3 arguments, got 4

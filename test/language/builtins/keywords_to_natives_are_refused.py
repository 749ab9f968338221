for f in (lambda: len(x=1), lambda: abs(x=1), lambda: [].append(x=1), lambda: sorted([1], kay=1), lambda: ''.join(x=[]), lambda: enumerate([], begin=1), lambda: int('1', base=2), lambda: max(1, 2, foo=3)):
    try:
        print(f())
    except TypeError as e:
        print(e)
# expect: function doesn't take keyword arguments
# expect: function doesn't take keyword arguments
# expect: function doesn't take keyword arguments
# expect: extra keyword arguments given
# expect: function doesn't take keyword arguments
# expect: extra keyword arguments given
# expect: function doesn't take keyword arguments
# expect: 2

for f in (lambda: len('{:>1000}'.format('a')), lambda: len('%1000d' % 5), lambda: len('{:.50f}'.format(1 / 3)) > 10, lambda: '{:.{p}f}'.format(2.5, p=0)):
    try:
        print(f())
    except (ValueError, MemoryError) as e:
        print(type(e).__name__, e)
# expect: 1000
# expect: 1000
# expect: True
# expect: 3

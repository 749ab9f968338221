for f in (lambda: '%d' % 'a', lambda: '%s %s' % ('a',), lambda: '%s' % ('a', 'b'), lambda: '%q' % 1, lambda: '%(x)s' % {}, lambda: '%(x)s' % 5, lambda: '%c' % 'ab', lambda: '%' % 1):
    try:
        print(f())
    except (TypeError, ValueError, KeyError) as e:
        print(type(e).__name__, e)
# expect: TypeError can't convert str to int
# expect: TypeError format string needs more arguments
# expect: TypeError format string didn't convert all arguments
# expect: ValueError unsupported format character 'q' (0x71) at index 1
# expect: KeyError x
# expect: TypeError format needs a dict
# expect: TypeError %c needs int or char
# expect: ValueError incomplete format

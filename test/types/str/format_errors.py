# differs: the oracle's error text has more detail than the board's
for f in (lambda: '{'.format(), lambda: '}'.format(), lambda: '{}'.format(), lambda: '{x}'.format(), lambda: '{2}'.format(1), lambda: '{:d}'.format('a'), lambda: '{:q}'.format(1),
          lambda: '{0}{}'.format(1, 2), lambda: '{}{0}'.format(1, 2), lambda: '{!x}'.format(1), lambda: '{:s}'.format(1), lambda: '{:.2d}'.format(1), lambda: '{:c}'.format('a'), lambda: '{:+s}'.format('a')):
    try:
        print(f())
    except (ValueError, KeyError, IndexError, TypeError) as e:
        print(type(e).__name__, e)
# expect: ValueError unmatched '{' in format
# expect: ValueError single '}' encountered in format string
# expect: IndexError tuple index out of range
# expect: KeyError x
# expect: IndexError tuple index out of range
# expect: ValueError unknown format code 'd' for object of type 'str'
# expect: ValueError invalid format specifier
# expect: ValueError can't switch from manual field specification to automatic field numbering
# expect: ValueError can't switch from automatic field numbering to manual field specification
# expect: ValueError bad conversion specifier
# expect: ValueError unknown format code 's' for object of type 'int'
# expect: 1
# expect: ValueError unknown format code 'c' for object of type 'str'
# expect: ValueError sign not allowed in string format specifier

# differs: the oracle prints a warning, the board has none
import sys
try:
    try:
        1 // 0
    except ZeroDivisionError as e:
        raise ValueError('wrapped') from e
except ValueError as e:
    print(repr(e))
    sys.print_exception(e)
raise KeyError('k') from None  # raises: KeyError: k
# expect: ValueError('wrapped',)
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 7, in <module>
# expect: ValueError: wrapped

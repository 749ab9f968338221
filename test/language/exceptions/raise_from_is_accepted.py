import sys
try:
    try:
        1 // 0
    except ZeroDivisionError as e:
        raise ValueError('wrapped') from e
except ValueError as e:
    print(repr(e))
    sys.print_exception(e)
# expect: Warning: exception chaining not supported
# expect: ValueError('wrapped',)
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 6, in <module>
# expect: ValueError: wrapped
raise KeyError('k') from None  # raises: KeyError: k

import sys
try:
    x = (1 +
         2 +
         [])
except TypeError as e:
    sys.print_exception(e)
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 5, in <module>
# expect: TypeError: unsupported types for __add__: 'int', 'list'
def f(*a):
    1 // 0
try:
    f(
        1,
        2,
    )
except ZeroDivisionError as e:
    sys.print_exception(e)
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 14, in <module>
# expect:   File "<stdin>", line 12, in f
# expect: ZeroDivisionError: divide by zero

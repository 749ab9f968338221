import sys
def f(x): return 10 // x
try:
    [f(x) for x in (2, 1, 0)]
except ZeroDivisionError as e:
    sys.print_exception(e)
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 4, in <module>
# expect:   File "<stdin>", line 4, in <listcomp>
# expect:   File "<stdin>", line 2, in f
# expect: ZeroDivisionError: divide by zero

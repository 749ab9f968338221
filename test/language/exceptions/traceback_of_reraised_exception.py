import sys
def f():
    raise ValueError('v')
def g():
    try:
        f()
    except ValueError as e:
        raise e
try:
    g()
except ValueError as e:
    sys.print_exception(e)
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 10, in <module>
# expect:   File "<stdin>", line 8, in g
# expect:   File "<stdin>", line 6, in g
# expect:   File "<stdin>", line 3, in f
# expect: ValueError: v

import sys
def f():
    class A:
        x = g()
def g():
    exec('def h():\n  1 // 0\n\nh()')
try:
    f()
except ZeroDivisionError as e:
    sys.print_exception(e)
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in <module>
# expect:   File "<stdin>", line 3, in f
# expect:   File "<stdin>", line 4, in A
# expect:   File "<stdin>", line 6, in g
# expect:   File "<string>", line 4, in <module>
# expect:   File "<string>", line 2, in h
# expect: ZeroDivisionError: divide by zero

import sys
def a():
    b()
def b():
    (lambda: c())()
def c():
    x = [1]
    x[5]
class K:
    def m(self):
        a()
try:
    K().m()
except IndexError as e:
    sys.print_exception(e)
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 13, in <module>
# expect:   File "<stdin>", line 11, in m
# expect:   File "<stdin>", line 3, in a
# expect:   File "<stdin>", line 5, in b
# expect:   File "<stdin>", line 5, in <lambda>
# expect:   File "<stdin>", line 8, in c
# expect: IndexError: list index out of range

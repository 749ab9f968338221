import sys
def f(n):
    for i in range(3):
        if i == n:
            with open_nothing() if n == 2 else Ctx():
                try:
                    pass
                finally:
                    [][n]
class Ctx:
    def __enter__(self): pass
    def __exit__(self, *a): pass
for n in range(3):
    try:
        f(n)
    except Exception as e:
        sys.print_exception(e)
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 15, in <module>
# expect:   File "<stdin>", line 9, in f
# expect: IndexError: list index out of range
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 15, in <module>
# expect:   File "<stdin>", line 9, in f
# expect: IndexError: list index out of range
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 15, in <module>
# expect:   File "<stdin>", line 5, in f
# expect: NameError: name 'open_nothing' isn't defined

import sys
def gen():
    yield 1
    raise ValueError('in gen')
def use():
    return [x for x in gen()]
try:
    use()
except ValueError as e:
    sys.print_exception(e)
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 8, in <module>
# expect:   File "<stdin>", line 6, in use
# expect:   File "<stdin>", line 6, in <listcomp>
# expect:   File "<stdin>", line 4, in gen
# expect: ValueError: in gen
def outer():
    yield from gen()
try:
    list(outer())
except ValueError as e:
    sys.print_exception(e)
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 20, in <module>
# expect:   File "<stdin>", line 18, in outer
# expect:   File "<stdin>", line 4, in gen
# expect: ValueError: in gen

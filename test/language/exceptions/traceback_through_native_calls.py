import sys
def key(x):
    raise ValueError(x)
try:
    sorted([1, 2], key=key)
except ValueError as e:
    sys.print_exception(e)
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 5, in <module>
# expect:   File "<stdin>", line 3, in key
# expect: ValueError: 2
try:
    list(map(key, [3]))
except ValueError as e:
    sys.print_exception(e)
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 13, in <module>
# expect:   File "<stdin>", line 3, in key
# expect: ValueError: 3

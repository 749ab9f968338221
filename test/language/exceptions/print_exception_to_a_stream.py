import sys, io
s = io.StringIO()
try:
    1 // 0
except ZeroDivisionError as e:
    sys.print_exception(e, s)
print(repr(s.getvalue()))
# expect: 'Traceback (most recent call last):\n  File "<stdin>", line 4, in <module>\nZeroDivisionError: divide by zero\n'

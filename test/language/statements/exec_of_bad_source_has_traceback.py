import sys
try:
    exec('a = 1\nb = = 2\n')
except SyntaxError as e:
    sys.print_exception(e)
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 3, in <module>
# expect:   File "<string>", line 2
# expect: SyntaxError: invalid syntax
def run(s):
    exec(s)
try:
    run('x = 1\n1/0')
except ZeroDivisionError as e:
    sys.print_exception(e)
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 13, in <module>
# expect:   File "<stdin>", line 11, in run
# expect:   File "<string>", line 2, in <module>
# expect: ZeroDivisionError: divide by zero

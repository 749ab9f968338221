# differs: the oracle's error text has more detail than the board's
def f():
    try:
        int('x')
    except ValueError:
        print('handling')
        raise
try:
    f()
except ValueError as e:
    print('outer', e)
# expect: handling
# expect: outer invalid syntax for integer with base 10

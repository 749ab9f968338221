# differs: the oracle's error texts name the function, the board's do not
def f(a):
    pass

try:
    f(1, z=2)
except TypeError as e:
    print(e)
# expect: unexpected keyword argument 'z'
try:
    f(a=1, b=2, c=3)
except TypeError as e:
    print(e)
# expect: unexpected keyword argument 'b'
try:
    f()
except TypeError as e:
    print(e)
# expect: function takes 1 positional arguments but 0 were given

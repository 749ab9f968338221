# differs: the oracle's error texts name the function, the board's do not
from collections import namedtuple
P = namedtuple('P', 'x y')
for f in (lambda: P(1), lambda: P(1, 2, 3), lambda: P(1, z=2), lambda: P(1, x=2), lambda: namedtuple('P', 5)):
    try:
        print(f())
    except TypeError as e:
        print(e)
# expect: function takes 2 positional arguments but 1 were given
# expect: function takes 2 positional arguments but 3 were given
# expect: unexpected keyword argument 'z'
# expect: function got multiple values for argument 'x'
# expect: object 'int' isn't a tuple or list

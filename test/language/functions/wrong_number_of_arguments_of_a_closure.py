# differs: the oracle's error text has more detail than the board's
# What a closure has captured are its first arguments, and are counted.
def make(n):
    m = 2
    def one(): return n
    def two(x): return n + m
    def some(x, y=1, *, z=2): return n
    def many(x, *rest): return m
    return one, two, some, many, lambda x: n

for function in make(1):
    for args in (), (1, 2, 3, 4):
        try:
            print(function(*args))
        except TypeError as err:
            print(err)
    try:
        print(function(z=1))
    except TypeError as err:
        print(err)
# expect: 1
# expect: function takes 1 positional arguments but 5 were given
# expect: unexpected keyword argument 'z'
# expect: function takes 3 positional arguments but 2 were given
# expect: function takes 3 positional arguments but 6 were given
# expect: unexpected keyword argument 'z'
# expect: function missing required positional argument #1
# expect: function takes 3 positional arguments but 5 were given
# expect: function missing required positional argument #1
# expect: function takes 2 positional arguments but 1 were given
# expect: 2
# expect: unexpected keyword argument 'z'
# expect: function takes 2 positional arguments but 1 were given
# expect: function takes 2 positional arguments but 5 were given
# expect: unexpected keyword argument 'z'

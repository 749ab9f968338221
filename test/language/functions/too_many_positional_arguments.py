# differs: the oracle's error texts name the function, the board's do not
def f(a, b):
    pass

f(1, 2, 3)  # raises: TypeError: function takes 2 positional arguments but 3 were given

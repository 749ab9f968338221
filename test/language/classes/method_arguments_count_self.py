# differs: the oracle's error texts name the function, the board's do not
class A:
    def f(self, x): pass
A().f()  # raises: TypeError: function takes 2 positional arguments but 1 were given

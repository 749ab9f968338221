# differs: the oracle's error texts name the function, the board's do not
class A: pass
A()
try:
    A(1)
except TypeError as e:
    print(e)
class B:
    def __init__(self): pass
B(1, 2)  # raises: TypeError: function takes 1 positional arguments but 3 were given

import sys


def attempt(f):
    try:
        print(f())
    except TypeError as e:
        print(e)


def f():
    pass


attempt(lambda: type())  # expect: function missing 1 required positional arguments
attempt(lambda: type(1, 2))  # expect: type takes 1 or 3 arguments
attempt(lambda: type(1, a=2))  # expect: function doesn't take keyword arguments
attempt(lambda: object(1))  # expect: function takes 0 positional arguments but 1 were given
attempt(lambda: object(a=1))  # expect: function doesn't take keyword arguments
attempt(lambda: staticmethod())  # expect: function takes 1 positional arguments but 0 were given
attempt(lambda: classmethod(f, 1))  # expect: function takes 1 positional arguments but 2 were given
attempt(lambda: super())  # expect: function takes 2 positional arguments but 0 were given
attempt(lambda: super(int, 1, 2))  # expect: function takes 2 positional arguments but 3 were given
attempt(lambda: property(1, 2, 3, 4, 5))  # expect: extra positional arguments given
attempt(lambda: type(property(1, 2, 3, "doc")))  # expect: <class 'property'>
attempt(lambda: type(property(fget=f, doc="text")))  # expect: extra keyword arguments given
attempt(lambda: property(foo=1))  # expect: extra keyword arguments given
attempt(lambda: ValueError(a=1))  # expect: function doesn't take keyword arguments
attempt(lambda: ValueError(1, 2).args)  # expect: (1, 2)
attempt(lambda: range(a=1))  # expect: function doesn't take keyword arguments
attempt(lambda: sys.print_exception())  # expect: function missing 1 required positional arguments

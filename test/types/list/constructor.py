print(list(), list('ab'), list((1, 2)), list({1: 2}), list(range(3)), list(x for x in 'q'))
# expect: [] ['a', 'b'] [1, 2] [1] [0, 1, 2] ['q']
try:
    list(5)
except TypeError as e:
    print(e)
# expect: 'int' object isn't iterable
list(1, 2)  # raises: TypeError: function expected at most 1 arguments, got 2

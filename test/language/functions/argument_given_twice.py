def f(a, b):
    pass

try:
    f(1, a=2)
except TypeError as e:
    print(e)
# expect: function got multiple values for argument 'a'
try:
    f(1, 2, b=2)
except TypeError as e:
    print(e)
# expect: function got multiple values for argument 'b'
def g(a, *, k):
    pass
g(1, **{'a': 2})  # raises: TypeError: function got multiple values for argument 'a'

o = object()
p = object()
print(o == o, o == p, o is p, type(o))  # expect: True False False <class 'object'>
try:
    o.x = 1
except AttributeError as e:
    print(e)
# expect: 'object' object has no attribute 'x'
class A(object): pass
print(issubclass(A, object), A.__bases__)  # expect: True (<class 'object'>,)

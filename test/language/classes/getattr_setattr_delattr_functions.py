class A: pass
a = A()
setattr(a, 'x', 5)
print(getattr(a, 'x'), getattr(a, 'y', None), hasattr(a, 'x'))  # expect: 5 None True
delattr(a, 'x')
print(hasattr(a, 'x'))  # expect: False
try:
    getattr(a, 'x')
except AttributeError as e:
    print(e)
# expect: 'A' object has no attribute 'x'
try:
    delattr(a, 'zz')
except AttributeError as e:
    print(e)
# expect: 'A' object has no attribute 'zz'
getattr(a, 5)  # raises: TypeError: can't convert 'int' object to str implicitly

class A:
    @property
    def x(self): return 1
a = A()
try:
    a.x = 2
except AttributeError as e:
    print(e)
# expect: 'A' object has no attribute 'x'
try:
    del a.x
except AttributeError as e:
    print(e)
# expect: 'A' object has no attribute 'x'
class B:
    def get(self): return 'got'
    y = property(get)
print(B().y)  # expect: got

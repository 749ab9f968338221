class A: pass
class B(A): pass
class C: pass
b = B()
print(isinstance(b, A), isinstance(b, B), isinstance(b, C), isinstance(b, (C, A)), isinstance(b, object))
# expect: True True False True True
print(issubclass(B, A), issubclass(A, B), issubclass(A, (C, A)), issubclass(bool, int))
# expect: True False True False
print(isinstance(True, int), isinstance(1, bool), isinstance(1.0, (int, float)))
# expect: False False True
try:
    isinstance(1, 5)
except TypeError as e:
    print(e)
# expect: issubclass() arg 2 must be a class or a tuple of classes
issubclass(1, int)  # raises: TypeError: issubclass() arg 1 must be a class

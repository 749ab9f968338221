class A:
    x = 1
class B(A): pass
print(A.__name__, B.__bases__ == (A,), A().__class__ is A)  # expect: A True True
a = A()
a.y, a.z = 1, 2
print(a.__dict__)  # expect: {'y': 1, 'z': 2}
print(sorted(k for k in A.__dict__ if not k.startswith('__')))  # expect: ['x']
print(A.__module__, A.__qualname__)  # expect: __main__ A

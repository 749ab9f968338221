class A: pass
a = A()
a.f = lambda *args: args
print(a.f(1) == (1,))  # expect: True
A.g = lambda *args: len(args)
print(a.g(1))  # expect: 2

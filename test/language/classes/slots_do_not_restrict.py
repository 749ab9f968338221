class A:
    __slots__ = ('a',)
a = A()
a.b = 1
print(a.b)  # expect: 1

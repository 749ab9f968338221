class A:
    def __init__(self, x):
        self.x = x
    def f(self): return 'A.f'
class B(A):
    def __init__(self, x, y):
        super().__init__(x)
        self.y = y
    def f(self): return 'B>' + super().f()
class C(B):
    def f(self): return 'C>' + super().f()
c = C(1, 2)
print(c.x, c.y, c.f())  # expect: 1 2 C>B>A.f
print(super(C, c).f())  # expect: B>A.f
print(super(B, c).f())  # expect: A.f

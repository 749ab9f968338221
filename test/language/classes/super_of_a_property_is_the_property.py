class A:
    @property
    def p(self): return 'A.p'
class B(A):
    def q(self): return super().p
print(type(B().q()))  # expect: <class 'property'>

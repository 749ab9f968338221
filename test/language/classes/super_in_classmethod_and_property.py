class A:
    @classmethod
    def make(cls): return 'A.make'
    @property
    def p(self): return 'A.p'
class B(A):
    @property
    def p(self): return 'B.p>' + super().p  # raises: TypeError: unsupported types for __add__: 'str', 'property'
    def m(self): return super().make()
print(B().p, B().m())

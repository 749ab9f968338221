class A:
    @classmethod
    def make(cls): return 'A.make'
    def m(self): return 'A.m'
class B(A):
    @classmethod
    def make(cls): return 'B.make>' + super().make()
    def m(self): return super().m() + super().make()
print(B.make(), B().m())  # expect: B.make>A.make A.mA.make

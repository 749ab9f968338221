class A:
    n = 'A'
    @staticmethod
    def s(x): return x
    @classmethod
    def c(cls, x): return cls.n, x
class B(A):
    n = 'B'
print(A.s(1), A().s(2))  # expect: 1 2
print(A.c(1), B.c(2), B().c(3))  # expect: ('A', 1) ('B', 2) ('B', 3)

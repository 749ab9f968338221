class A:
    def who(self): return 'A'
    def only_a(self): return 'only A'
class B(A): pass
class C(A):
    def who(self): return 'C'
class D(B, C): pass
print(D().who(), D().only_a())  # expect: A only A
class E(C, B): pass
print(E().who())  # expect: C

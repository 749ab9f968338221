class A:
    def __repr__(self): return 'A()'
class B:
    def __str__(self): return 'b!'
    def __repr__(self): return 'B()'
print(A(), str(A()), repr(A()), [A()])  # expect: A() A() A() [A()]
print(B(), str(B()), repr(B()), [B()], (B(),), {1: B()})  # expect: b! b! B() [B()] (B(),) {1: B()}
print('%s %r' % (B(), B()), '{} {!r}'.format(B(), B()))  # expect: b! B() b! B()

class A:
    def __bool__(self): print('bool'); return False
class B:
    def __len__(self): print('len'); return 0
class C: pass
print(bool(A()), bool(B()), bool(C()))
# expect: bool
# expect: len
# expect: False False True
if not B(): print('empty')
# expect: len
# expect: empty
print(A() or 'x', B() or 'y', C() and 'z')
# expect: bool
# expect: len
# expect: x y z
print(len(B()))
# expect: len
# expect: 0

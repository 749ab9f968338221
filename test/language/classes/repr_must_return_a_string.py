class A:
    def __repr__(self): return 5
try:
    print(A())
except TypeError as e:
    print('TypeError', e)
# expect: 5
try:
    str(A())
except TypeError as e:
    print('TypeError', e)

class N:
    def __int__(self): return 1
    def __float__(self): return 1.5
print(int(N()), float(N()))  # expect: 1 1.5
class I:
    def __index__(self): return 2
try:
    print([10, 20, 30][I()])
except TypeError as e:
    print(e)
# expect: list indices must be integers, not I
print([10, 20, 30][N()])  # expect: 20

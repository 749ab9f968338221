class N:
    def __int__(self): return 42
    def __float__(self): return 1.5
    def __index__(self): return 2
print(int(N()), float(N()))  # expect: 42 1.5
try:
    print([10, 20, 30][N()])  # raises: IndexError: list index out of range
except TypeError as e:
    print(e)

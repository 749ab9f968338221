class M:
    def __matmul__(self, o): return 'mat'
    def __imatmul__(self, o): return 'imat'
m = M()
print(m @ 1)  # expect: mat
m @= 2
print(m)  # expect: mat
1 @ 2  # raises: TypeError: unsupported types for __matmul__: 'int', 'int'

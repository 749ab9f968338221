class A:
    def __add__(self, o): return NotImplemented
    def __eq__(self, o): return NotImplemented
class B:
    def __radd__(self, o): return 'radd'
print(A() + B())  # expect: radd
print(A() == B())  # expect: False
A() + 1  # raises: TypeError: unsupported types for __add__: 'A', 'int'

class A:
    @property
    def x(self): return self.missing  # raises: AttributeError: 'A' object has no attribute 'missing'
a = A()
print(hasattr(a, 'x'))  # expect: True
a.x

class A:
    def __init__(self): self.real = 1
    def __getattr__(self, name):
        if name.startswith('x'): return name.upper()
        raise AttributeError(name)  # raises: AttributeError: nope
a = A()
print(a.real, a.xyz)  # expect: 1 XYZ
print(hasattr(a, 'xa'), hasattr(a, 'b'), getattr(a, 'c', 'default'))  # expect: True False default
a.nope

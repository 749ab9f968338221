class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): print('eq'); return self.n == o.n
    def __lt__(self, o): print('lt'); return self.n < o.n
    def __le__(self, o): print('le'); return self.n <= o.n
a, b = V(1), V(2)
print(a == b, a != b)
# expect: eq
# expect: eq
# expect: False True
print(a < b, a > b)  # raises: TypeError: unsupported types for __gt__: 'V', 'V'
# expect: lt
print(a <= b, a >= b)
print(sorted([V(3), V(1)], key=lambda v: v.n)[0].n)

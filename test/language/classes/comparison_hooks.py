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
print(a < b, a <= b)
# expect: lt
# expect: le
# expect: True True
print([x.n for x in sorted([V(3), V(1), V(2)])])
# expect: lt
# expect: lt
# expect: [1, 2, 3]
print(max(V(1), V(5)).n if hasattr(V, '__gt__') else 'no gt', min(V(3), V(2)).n)
# expect: lt
# expect: no gt 2

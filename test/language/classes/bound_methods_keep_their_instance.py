class A:
    def __init__(self, n): self.n = n
    def get(self, k=0): return self.n + k
a, b = A(1), A(10)
m = a.get
print(m(), m(5), b.get(1))  # expect: 1 6 11
print(A.get(b, k=2))  # expect: 12
print(list(map(a.get, [1, 2])))  # expect: [2, 3]
print(A.get is A.get)  # expect: True

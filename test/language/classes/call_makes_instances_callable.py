class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, x, *, k=0): return self.n + x + k
a = Adder(5)
print(a(1), a(1, k=10), callable(a), callable(5), callable(Adder), callable(len))
# expect: 6 16 True False True True
print(list(map(a, [1, 2])))  # expect: [6, 7]

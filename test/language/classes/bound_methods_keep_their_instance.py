class A:
    def __init__(self, n): self.n = n
    def get(self, k=0): return self.n + k
a, b = A(1), A(10)
m = a.get
print(m(), m(5), b.get(1))  # expect: 1 6 11
print(A.get(b, k=2))  # expect: 12
print(list(map(a.get, [1, 2])))  # expect: [2, 3]
print(A.get is A.get)  # expect: True
# Bound methods of the same function and object are equal, whatever the object is.
for m in a.get, 'ab'.upper, (5).to_bytes, (2**40).to_bytes, b'ab'.upper, [].append:
    print(m == m, m in {m: 1}, hash(m) == hash(m), len({m, m, b.get}))
# expect: True True True 2
# expect: True True True 2
# expect: True True True 2
# expect: True True True 2
# expect: True True True 2
# expect: True True True 2
print({'ab'.upper: 'found'}['ab'.upper], 'ab'.upper == 'cd'.upper, 'ab'.lower in {'ab'.upper})
# expect: found False False

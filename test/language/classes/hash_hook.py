class K:
    def __init__(self, k): self.k = k
    def __hash__(self): return 7
    def __eq__(self, o): return self.k == o.k
d = {K(1): 'a', K(2): 'b'}
print(d[K(1)], d[K(2)], len(d), hash(K(5)))  # expect: a b 2 7
d[K(1)] = 'c'
print(len(d), d[K(1)])  # expect: 2 c

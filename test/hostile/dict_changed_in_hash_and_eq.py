class K:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        if len(d) < 30:
            d[1000 + len(d)] = 0
        return self.n

    def __eq__(self, other):
        if len(d) < 40:
            d["x%d" % len(d)] = 0
        return isinstance(other, K) and self.n == other.n


d = {}
try:
    for i in range(5):
        d[K(i)] = i
    d.get(K(99))
    K(2) in d
except RuntimeError as e:
    print(e)
# expect: maximum recursion depth exceeded
print(len(d) > 5)  # expect: False

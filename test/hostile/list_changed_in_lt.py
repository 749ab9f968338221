class L:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        l.append(self)
        if len(l) > 40:
            del l[5:]
        return self.n < other.n


l = [L(i * 7 % 5) for i in range(8)]
try:
    l.sort()
    print("sorted")
except Exception as e:
    print(type(e).__name__)
print(len(l) < 50)
# expect: sorted
# expect: True

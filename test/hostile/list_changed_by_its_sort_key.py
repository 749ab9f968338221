l = [3, 1, 2]
def key(x):
    return -x
l.sort(key=key)
print(l)  # expect: [3, 2, 1]
class Odd:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return True
print(len(sorted([Odd(i) for i in range(10)], key=lambda o: o.n)))  # expect: 10

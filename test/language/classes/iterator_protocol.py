class Count:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration  # raises: StopIteration
        self.n -= 1
        return self.n
print(list(Count(3)), sum(Count(5)), 2 in Count(4))  # expect: [2, 1, 0] 10 True
i = iter(Count(1))
print(next(i), next(i, 'end'))  # expect: 0 end
next(i)

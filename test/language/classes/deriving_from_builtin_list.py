class L(list):
    def total(self): return sum(self)
    def append(self, x):
        super().append(x * 2)
l = L([1, 2])
l.append(5)
print(l.total(), len(l), l[2], list(l), isinstance(l, list))  # expect: 13 3 10 [1, 2, 10] True
l += [1]
print(type(l), l[-1])  # expect: <class 'list'> 1

class D(dict):
    def __missing__(self, k): return 'missing'
    def twice(self, k): return self[k] * 2
d = D({'a': 2})
print(d.twice('a'), 'a' in d, len(d))  # expect: 4 True 1
class S(str): pass
print(S('abc'), S('abc').upper(), len(S('abc')))  # expect: abc ABC 3
class T(tuple):
    def first(self): return self[0]
print(T([7, 8]).first(), len(T((1,))))  # expect: 7 1
class I(int):
    def plus(self, n): return self + n
print(I(5).plus(2), I(3) * 2)  # expect: 7 6

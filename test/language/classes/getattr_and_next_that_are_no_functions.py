# __getattr__ is looked for as any attribute is.
class G: pass
g = G()
g.__getattr__ = lambda name: name * 2
print(g.ab, getattr(g, 'cd', None), hasattr(g, 'ef'))  # expect: abab cdcd True
class H:
    @property
    def __getattr__(self): return lambda name: name * 3
print(H().ab)  # expect: ababab
class I:
    @staticmethod
    def __getattr__(name): return name * 4
print(I().a)  # expect: aaaa

# So is __next__.
class J:
    def __iter__(self): return self
    @property
    def __next__(self): return lambda: 5
print(next(J()), next(iter(J()), 'end'))  # expect: 5 5
class L:
    def __init__(self): self.__next__ = iter((1, 2)).__next__
    def __iter__(self): return self
print(list(L()))  # expect: [1, 2]

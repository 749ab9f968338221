i = iter([1, 2])
print(next(i), next(i), next(i, 'default'), next(i, None))  # expect: 1 2 default None
try:
    next(i)
except StopIteration as e:
    print(repr(e))
# expect: StopIteration()
class C:
    def __init__(self): self.n = 0
    def __call__(self):
        self.n += 1
        return self.n
try:
    print(list(iter(C(), 4)))
except TypeError as e:
    print(e)
# expect: function takes 1 positional arguments but 2 were given
iter(5)  # raises: TypeError: 'int' object isn't iterable

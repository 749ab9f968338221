class Maker:
    def __getattr__(self, name):
        print("asked for", name)
        return lambda: 5


class Holder:
    pass


print(next(Maker()))
# expect: asked for __next__
# expect: 5
h = Holder()
h.__next__ = lambda: 6
print(next(h))  # expect: 6

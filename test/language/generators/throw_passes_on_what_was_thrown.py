class Inner:
    def __iter__(self):
        return self

    def __next__(self):
        return 'next'

    def throw(self, thrown):
        print('throw', thrown)
        return 'thrown'


def delegate():
    yield from Inner()


for thrown in (7, IndexError, IndexError('x')):
    g = delegate()
    next(g)
    print(g.throw(thrown))
# expect: throw 7
# expect: thrown
# expect: throw <class 'IndexError'>
# expect: thrown
# expect: throw x
# expect: thrown
g = delegate()
next(g)
print(g.close())  # expect: None

class A:
    def __init__(self): self._x = 1
    @property
    def x(self):
        print('get')
        return self._x
    @x.setter
    def x(self, v):
        print('set', v)
        self._x = v
    @x.deleter
    def x(self):
        print('del')
a = A()
print(a.x)
# expect: get
# expect: 1
a.x = 5  # expect: set 5
print(a.x)
# expect: get
# expect: 5
del a.x  # expect: del
a.x += 1
# expect: get
# expect: set 6

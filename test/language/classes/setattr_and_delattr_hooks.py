class A:
    def __setattr__(self, name, value):
        print('set', name, value)
        object.__setattr__(self, name, value)
    def __delattr__(self, name):
        print('del', name)
        object.__delattr__(self, name)
a = A()
a.x = 1  # expect: set x 1
print(a.x)  # expect: 1
setattr(a, 'y', 2)  # expect: set y 2
print(a.y)  # expect: 2
del a.x  # expect: del x
print(hasattr(a, 'x'))  # expect: False

class A:
    def f(self): pass
    x = 1
a = A()
a.y = 2
names = dir(a)
print(sorted(n for n in names if not n.startswith('__')))  # expect: ['f', 'x', 'y']

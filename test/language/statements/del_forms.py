a, b, c = 1, 2, [1, 2, 3, 4]
del a, (b)
print('a' in globals(), 'b' in globals())  # expect: False False
del c[0], c[-1]
print(c)  # expect: [2, 3]
d = {'x': 1, 'y': 2}
del d['x']
print(d)  # expect: {'y': 2}
class A: pass
o = A()
o.v = 1
del o.v
print(hasattr(o, 'v'))  # expect: False
x = y = z = 0
del (x, y), z
print('x' in globals(), 'z' in globals())  # expect: False False

d = {}
for k in ('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', '__class__', 'valueOf', 'length'):
    print(k in d, d.get(k))
    d[k] = k
# expect: False None
# expect: False None
# expect: False None
# expect: False None
# expect: False None
# expect: False None
# expect: False None
# expect: False None
print(len(d), d['__proto__'], d['constructor'])  # expect: 8 __proto__ constructor
class A: pass
a = A()
for k in ('constructor', 'toString', '__proto__', 'length'):
    print(hasattr(a, k))
# expect: False
# expect: False
# expect: False
# expect: False
setattr(a, '__proto__', 1)
print(getattr(a, '__proto__'))  # expect: 1

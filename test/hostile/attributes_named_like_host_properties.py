names = ["__proto__", "constructor", "prototype", "then", "toJSON", "valueOf", "toString", "hasOwnProperty", "__defineGetter__", "length", "name", "arguments", "caller", "apply", "call", "get", "set", "has", "size"]


class A:
    pass


a = A()
print([n for n in names if hasattr(a, n) or hasattr(A, n)])  # expect: []
for n in names:
    setattr(a, n, 1)
    setattr(A, n + "_", 2)
print(all(getattr(a, n) == 1 and getattr(a, n + "_") == 2 for n in names), len(a.__dict__) == len(names))
# expect: True True
for n in names:
    delattr(a, n)
print(a.__dict__)  # expect: {}
print([n for n in names if hasattr(5, n) or hasattr("", n) or hasattr(len, n) or hasattr([], n)])
# expect: []

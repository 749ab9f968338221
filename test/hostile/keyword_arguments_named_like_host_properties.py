def f(**kw):
    return sorted(kw)
print(f(__proto__=1, constructor=2, toString=3, length=4))
# expect: ['__proto__', 'constructor', 'length', 'toString']
def g(__proto__, constructor=5):
    return __proto__, constructor
print(g(1), g(constructor=2, __proto__=3))  # expect: (1, 5) (3, 2)

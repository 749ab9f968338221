def __proto__(constructor, valueOf=2, *toString, **hasOwnProperty):
    then = constructor + valueOf
    return then, toString, hasOwnProperty


print(__proto__(1), __proto__(1, 2, 3, prototype=4, __proto__=5))
constructor = lambda then: then
print(constructor(then=5))
import sys

sys.modules["__proto__"] = sys
import __proto__ as p

print(p is sys)
del sys.modules["__proto__"]
try:
    import constructor
except ImportError as e:
    print("ImportError")
for __proto__ in range(2):
    pass
print(__proto__)
# expect: (3, (), {}) (3, (3,), {'__proto__': 5, 'prototype': 4})
# expect: 5
# expect: True
# expect: ImportError
# expect: 1

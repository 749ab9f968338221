class A: pass
a = A()
for n in ('__proto__', 'prototype', 'constructor', 'toString', 'valueOf', 'then', 'toJSON', 'hasOwnProperty'):
    print(hasattr(a, n), hasattr(A, n), hasattr([], n), hasattr({}, n), hasattr(1, n), hasattr('', n), hasattr(len, n))
# expect: False False False False False False False
# expect: False False False False False False False
# expect: False False False False False False False
# expect: False False False False False False False
# expect: False False False False False False False
# expect: False False False False False False False
# expect: False False False False False False False
# expect: False False False False False False False

from micropython import const
X = const(5)
_HIDDEN = const(X + 2)
print(X, _HIDDEN, '_HIDDEN' in globals(), const('any object'))
def f(): return _HIDDEN * X
print(f())
# expect: 5 7 False any object
# expect: 35

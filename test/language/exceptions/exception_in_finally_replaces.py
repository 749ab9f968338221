def f():
    try:
        raise ValueError('first')
    finally:
        raise KeyError('second')
try:
    f()
except Exception as e:
    print(repr(e))
# expect: KeyError('second',)

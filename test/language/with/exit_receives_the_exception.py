class C:
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        print(t, repr(v), tb)
        return t is KeyError
with C():
    raise KeyError('swallowed')
# expect: <class 'KeyError'> KeyError('swallowed',) None
print('after')  # expect: after
with C():
    raise ValueError('passes')  # raises: ValueError: passes
# expect: <class 'ValueError'> ValueError('passes',) None

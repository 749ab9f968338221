class C:
    def __enter__(self): pass
    def __exit__(self, *a): raise KeyError('exit')
try:
    with C():
        raise ValueError('body')
except Exception as e:
    print(repr(e))
# expect: KeyError('exit',)

class A:
    def __getattr__(self, name):
        raise KeyError(name)

    @property
    def p(self):
        raise ValueError("p")

    @p.setter
    def p(self, v):
        raise IndexError("set")


a = A()
for f in (lambda: a.x, lambda: hasattr(a, "x"), lambda: getattr(a, "x", 5), lambda: a.p, lambda: hasattr(a, "p"), lambda: getattr(a, "p", 6), lambda: setattr(a, "p", 1), lambda: delattr(a, "q")):
    try:
        print(f())
    except Exception as e:
        print(repr(e))
# expect: KeyError('x',)
# expect: KeyError('x',)
# expect: KeyError('x',)
# expect: ValueError('p',)
# expect: ValueError('p',)
# expect: ValueError('p',)
# expect: IndexError('set',)
# expect: AttributeError("'A' object has no attribute 'q'",)

class A:
    def m(self): pass
print([callable(x) for x in (A, A(), A.m, A().m, print, lambda: 0, 1, 'a', None, int, [].append, type)])
# expect: [True, False, True, True, True, True, False, False, False, True, True, True]

class C:
    def __enter__(self): return (1, [2, 3])
    def __exit__(self, *a): pass
d = {}
with C() as (a, (b, c)):
    print(a, b, c)
# expect: 1 2 3
with C() as d['k']:
    print(d)
# expect: {'k': (1, [2, 3])}
class O: pass
with C() as O.attr:
    print(O.attr)
# expect: (1, [2, 3])

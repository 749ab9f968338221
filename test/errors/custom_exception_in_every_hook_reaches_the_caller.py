class E(Exception): pass
class A:
    def boom(self, *a): raise E('boom')
    __add__ = __radd__ = __eq__ = __lt__ = __len__ = __bool__ = __getitem__ = __call__ = __iter__ = __contains__ = __repr__ = __str__ = __hash__ = __neg__ = __enter__ = boom
    def __exit__(self, *a): pass
a = A()
def enter():
    with a: pass
for f in (lambda: a + 1, lambda: 1 + a, lambda: a == 1, lambda: a < 1, lambda: len(a), lambda: not a, lambda: a[0], lambda: a(), lambda: list(a), lambda: 1 in a, lambda: repr(a), lambda: str(a), lambda: hash(a), lambda: -a, lambda: {a: 1}, lambda: [1 for _ in a], lambda: sorted([a, a]), lambda: '%s' % a, lambda: f'{a}', lambda: a in [1], enter, lambda: print(a), lambda: max(a, a)):  # raises: TypeError: unsupported types for __gt__: 'A', 'A'
    try:
        f()
        print('no exception')
    except E as e:
        print(e, end=' ')
print()
# expect: boom boom boom boom boom boom boom boom boom boom boom boom boom boom boom boom boom boom boom boom boom boom 

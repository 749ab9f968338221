class A:
    def __getitem__(self, k): return k
s = A()[1:10:2]
print(s, s.start, s.stop, s.step, A()[:], A()[::-1], A()[1:2, 3])
# expect: slice(1, 10, 2) 1 10 2 slice(None, None, None) slice(None, None, -1) (slice(1, 2, None), 3)
print(s.indices(5), A()[::-1].indices(4), A()[-3:].indices(10))
# expect: (1, 5, 2) (3, -1, -1) (7, 10, 1)
slice(1, 2)  # raises: TypeError: can't create 'slice' instances

class V:
    def __neg__(self): return 'neg'
    def __pos__(self): return 'pos'
    def __invert__(self): return 'invert'
    def __abs__(self): return 'abs'
v = V()
print(-v, +v, ~v, abs(v))  # expect: neg pos invert abs

class C:
    def __getitem__(self, k): return ('get', k)
    def __setitem__(self, k, v): print('set', k, v)
    def __delitem__(self, k): print('del', k)
    def __contains__(self, k): return k == 5
    def __len__(self): return 3
c = C()
print(c[1], c['a'], c[1:2], c[1, 2], c[::])
# expect: ('get', 1) ('get', 'a') ('get', slice(1, 2, None)) ('get', (1, 2)) ('get', slice(None, None, None))
c[0] = 1  # expect: set 0 1
c[1:] = 2  # expect: set slice(1, None, None) 2
del c[3]  # expect: del 3
print(5 in c, 6 in c, 6 not in c, len(c))  # expect: True False True 3

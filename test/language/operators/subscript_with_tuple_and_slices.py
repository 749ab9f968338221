class G:
    def __getitem__(self, k): return k
g = G()
print(g[1, 2], g[1:2, ::3], g[(1,)], g[1,], g[...], g[:, 0], g[None:None])
# expect: (1, 2) (slice(1, 2, None), slice(None, None, 3)) (1,) (1,) Ellipsis (slice(None, None, None), 0) slice(None, None, None)

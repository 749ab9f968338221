t = (1, 2, 3)
print(t[0], t[-1], t[1:], t[-2:-1], len(t), 2 in t, t + (4,), t * 2, (), (1,), 1 in ())
# expect: 1 3 (2, 3) (2,) 3 True (1, 2, 3, 4) (1, 2, 3, 1, 2, 3) () (1,) False
print(t.index(2), t.count(3), t == (1, 2, 3), t < (1, 3), (1, 2) < (1, 2, 0), hash(t) == hash((1, 2, 3)))
# expect: 1 1 True True True True
print(tuple(), tuple('ab'), tuple([1, 2]), tuple(t) is t, {(1, 2): 'k'}[1, 2])
# expect: () ('a', 'b') (1, 2) True k

l = [1, 2, 3]
m = l.copy()
print(l.reverse(), l, m, m is l, list(reversed(m)), m[:] == m)
# expect: None [3, 2, 1] [1, 2, 3] False [3, 2, 1] True

t = (1, 2, 3)
print(t[::1])  # expect: (1, 2, 3)
t[::-1]  # raises: NotImplementedError: only slices with step=1 (aka None) are supported

print(b'abc'[::1])  # expect: b'abc'
b'abc'[::2]  # raises: NotImplementedError: only slices with step=1 (aka None) are supported

print(bytearray(b'abc')[::1])  # expect: bytearray(b'abc')
bytearray(b'abc')[::2]  # raises: NotImplementedError: only slices with step=1 (aka None) are supported

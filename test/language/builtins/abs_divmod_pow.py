print(abs(-3), abs(-2.5), abs(3 + 4j), divmod(17, 5), divmod(-17.5, 5), pow(2, 5), pow(2, 5, 7))
# expect: 3 2.5 5.0 (3, 2) (-4.0, 2.5) 32 4
abs('x')  # raises: TypeError: unsupported type for __abs__: 'str'

a = [1]
b = [1]
print(a is b, a is not b, a == b, 1 in a, 2 not in a, None is None, a is a)
# expect: False True True True True True True
print('x' in {'x': 1}, 1 in (1,), 1.0 in [1], [1] in [[1]], 'b' in {'a', 'b'})
# expect: True True True True True
1 in 5  # raises: TypeError: unsupported types for : 'int', 'int'

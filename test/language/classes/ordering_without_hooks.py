class V: pass
a, b = V(), V()
print(a == a, a == b, a != b)  # expect: True False True
a < b  # raises: TypeError: unsupported types for __lt__: 'V', 'V'

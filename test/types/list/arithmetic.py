l = [1]
print(l + [2], l * 3, 2 * l, l * 0, [[]] * 2)  # expect: [1, 2] [1, 1, 1] [1, 1] [] [[], []]
for f in (lambda: l + (1,), lambda: l + 1, lambda: l * 1.5, lambda: l - l):
    try:
        print(f())
    except TypeError as e:
        print(e)
# expect: unsupported types for __add__: 'list', 'tuple'
# expect: unsupported types for __add__: 'list', 'int'
# expect: unsupported types for __mul__: 'list', 'float'
# expect: unsupported types for __sub__: 'list', 'list'

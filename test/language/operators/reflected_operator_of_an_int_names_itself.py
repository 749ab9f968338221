# What derives from int, and True, hand the reflected operator to their small int, which refuses it under its own name.
class A(int):
    pass


def attempt(f):
    try:
        print(f())
    except TypeError as e:
        print(e)


for right in (A(3), True):
    attempt(lambda: 42 @ right)
    attempt(lambda: 1.5 << right)
    attempt(lambda: 1j // right)
    attempt(lambda: "x" + right)
    attempt(lambda: 2**40 @ right)
# expect: unsupported types for __rmatmul__: 'int', 'int'
# expect: unsupported types for __rlshift__: 'int', 'float'
# expect: unsupported types for __rfloordiv__: 'int', 'complex'
# expect: unsupported types for __add__: 'str', 'int'
# expect: unsupported types for __matmul__: 'int', 'int'
# expect: unsupported types for __matmul__: 'int', 'int'
# expect: unsupported types for __rlshift__: 'int', 'float'
# expect: can't truncate-divide a complex number
# expect: unsupported types for __add__: 'str', 'int'
# expect: unsupported types for __matmul__: 'int', 'int'
attempt(lambda: 42 + A(2**40))  # expect: unsupported types for __add__: 'int', 'int'
attempt(lambda: 42 + A(3))  # expect: unsupported types for __radd__: 'int', 'int'

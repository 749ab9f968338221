def f(a: int, b: 'text' = 1, *c: list, d: undefined_name = 2, **e: dict) -> tuple:
    x: int = 5
    y: undefined
    return a, b, c, d, e, x

print(f(1))  # expect: (1, 1, (), 2, {}, 5)
z: int = 3
w: str
print(z, 'w' in globals())  # expect: 3 False
print(hasattr(f, '__annotations__'))  # expect: False

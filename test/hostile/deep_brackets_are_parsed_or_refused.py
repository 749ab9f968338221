def nest(n):
    try:
        return eval('[' * n + ']' * n) is not None
    except (RuntimeError, MemoryError, SyntaxError) as e:
        return 'refused'
print(nest(10), nest(5000) in (True, 'refused'))  # expect: True True

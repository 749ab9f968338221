def f(a, /, b):  # syntax error: invalid syntax
    pass

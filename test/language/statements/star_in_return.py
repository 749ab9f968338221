def f(a):
    return *a, 1  # syntax error: invalid syntax

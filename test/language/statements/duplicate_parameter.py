def f(a, b, a):  # syntax error: argument name reused
    pass

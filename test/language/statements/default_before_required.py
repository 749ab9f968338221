def f(a=1, b):  # syntax error: non-default argument follows default argument
    pass

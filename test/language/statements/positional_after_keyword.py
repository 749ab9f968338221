f(a=1, 2)  # syntax error: positional arg after keyword arg

x = 1
if x  # syntax error: invalid syntax
    pass

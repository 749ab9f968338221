with (open('a') as f):  # syntax error: invalid syntax
    pass

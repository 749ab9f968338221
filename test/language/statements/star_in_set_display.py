x = {*range(3)}  # syntax error: invalid syntax

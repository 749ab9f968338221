x = R'abc'  # syntax error: invalid syntax

x = [1, 2
y = 3  # syntax error: invalid syntax

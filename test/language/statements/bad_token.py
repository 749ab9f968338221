x = 1
y = 2 $ 3  # syntax error: invalid syntax

x = y = 1
del [x, y]  # syntax error: can't delete expression

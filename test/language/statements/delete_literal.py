del 5  # syntax error: can't delete expression

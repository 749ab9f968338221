a, *b, *c = 1, 2, 3  # syntax error: multiple *x in assignment

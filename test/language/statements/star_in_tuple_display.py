b = [1]
x = *b, 2  # syntax error: *x must be assignment target

x = [*range(3)]  # syntax error: *x must be assignment target

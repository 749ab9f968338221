1 = 2  # syntax error: can't assign to expression

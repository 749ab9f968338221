a, b += 1  # syntax error: can't assign to expression

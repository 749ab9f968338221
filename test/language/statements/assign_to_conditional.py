(a if b else c) = 2  # syntax error: can't assign to expression

nonlocal x  # syntax error: can't declare nonlocal in outer code

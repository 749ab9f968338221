x = 'abc  # syntax error: invalid syntax
y = 1

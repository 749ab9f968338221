x = b'a' 'b'  # syntax error: invalid syntax

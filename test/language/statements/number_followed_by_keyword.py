# differs: the oracle's error text has more detail than the board's
x = 1if 1 else 2  # syntax error: invalid syntax for integer with base 10

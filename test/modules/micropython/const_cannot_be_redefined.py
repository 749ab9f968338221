from micropython import const
X = const(1)
X = const(2)  # syntax error: can't assign to expression

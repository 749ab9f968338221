from micropython import const
def f():
    return 5
X = const(f())  # syntax error: not a constant

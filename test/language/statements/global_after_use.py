def f():
    x = 1
    global x  # syntax error: identifier redefined as global

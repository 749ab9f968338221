def f():
    def g():
        nonlocal zz  # syntax error: no binding for nonlocal found
        zz = 1

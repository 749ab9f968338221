def f():
    def g():
        return x  # raises: NameError: local variable referenced before assignment
    g()
    x = 1
f()

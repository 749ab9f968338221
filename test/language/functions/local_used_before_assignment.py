x = 1
def f():
    print(x)  # raises: NameError: local variable referenced before assignment
    x = 2
f()

def f():
    x = 1
    def g():
        return x
    print(g())
    del x
    try:
        g()
    except NameError as e:
        print(e)
f()
# expect: 1
# expect: local variable referenced before assignment

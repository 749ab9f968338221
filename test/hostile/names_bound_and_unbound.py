def f():
    try:
        x
    except NameError as e:
        print(e)
    for x in []:
        pass
    try:
        print(x)
    except NameError as e:
        print(e)
    x = 1
    del x
    try:
        x
    except NameError as e:
        print(e)

    def g():
        return y

    try:
        g()
    except NameError as e:
        print(e)
    y = 1
    print(g())
    try:
        raise ValueError
    except ValueError as e:
        pass
    try:
        e
    except NameError:
        print("e is gone")


f()
# expect: local variable referenced before assignment
# expect: local variable referenced before assignment
# expect: local variable referenced before assignment
# expect: local variable referenced before assignment
# expect: 1
# expect: e is gone

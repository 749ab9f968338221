def f():
    x = 1
    del x
    try:
        x
    except NameError as e:
        print(type(e), e)
    x = 2
    print(x)
    del x
    try:
        del x
    except NameError as e:
        print(type(e), e)
f()
# expect: <class 'NameError'> local variable referenced before assignment
# expect: 2
# expect: <class 'NameError'> local variable referenced before assignment

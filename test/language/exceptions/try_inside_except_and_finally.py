def f():
    try:
        1 // 0
    except ZeroDivisionError as e:
        try:
            [][0]
        except IndexError as e2:
            print(e, '/', e2)
        print('still', e)
    finally:
        try:
            {}['k']
        except KeyError as e3:
            print(repr(e3))
f()
# expect: divide by zero / list index out of range
# expect: still divide by zero
# expect: KeyError('k',)

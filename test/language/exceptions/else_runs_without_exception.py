def f(x):
    try:
        y = 10 // x
    except ZeroDivisionError:
        print('zero')
    else:
        print('else', y)
    finally:
        print('finally')
f(5)
# expect: else 2
# expect: finally
f(0)
# expect: zero
# expect: finally

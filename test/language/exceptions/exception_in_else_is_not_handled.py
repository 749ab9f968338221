def f():
    try:
        pass
    except ValueError:
        print('never')
    else:
        raise ValueError('from else')  # raises: ValueError: from else
    finally:
        print('finally')
f()  # expect: finally

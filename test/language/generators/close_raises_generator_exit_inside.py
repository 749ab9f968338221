def g():
    try:
        yield 1
    except GeneratorExit:
        print('closing')
        raise
    finally:
        print('finally')
it = g()
next(it)
print(it.close())
# expect: closing
# expect: finally
# expect: None
print(it.close(), list(it))  # expect: None []

def f():
    try:
        return 'try'
    finally:
        print('finally')
def g():
    try:
        return 'try'
    finally:
        return 'finally'
def h():
    for i in range(3):
        try:
            return i
        finally:
            print('h', i)
print(f(), g(), h())
# expect: finally
# expect: h 0
# expect: try finally 0

def f():
    try:
        raise ValueError
    finally:
        return 'swallowed'
def g():
    while True:
        try:
            1 // 0
        finally:
            break
    return 'broken out'
def h():
    for i in range(2):
        try:
            1 // 0
        finally:
            continue
    return i
print(f(), g(), h())  # expect: swallowed broken out 1

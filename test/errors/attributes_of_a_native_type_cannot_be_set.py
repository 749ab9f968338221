class A:
    pass


def attempt(f):
    try:
        f()
    except AttributeError as e:
        print(e)


attempt(lambda: setattr(int, "x", 1))  # expect: 'type' object has no attribute 'x'
attempt(lambda: delattr(int, "x"))  # expect: 'type' object has no attribute 'x'
attempt(lambda: int.x)  # expect: type object 'int' has no attribute 'x'
attempt(lambda: delattr(A, "x"))  # expect: 'type' object has no attribute 'x'
attempt(lambda: setattr(1, "x", 1))  # expect: 'int' object has no attribute 'x'
attempt(lambda: setattr(A.__name__, "x", 1))  # expect: 'str' object has no attribute 'x'

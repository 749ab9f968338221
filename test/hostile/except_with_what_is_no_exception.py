for target in (5, "x", None, int, (), (int,), (ValueError, 5), [ValueError]):
    try:
        try:
            raise ValueError("v")
        except target:
            print("caught")
    except ValueError as e:
        print("passed")
    except TypeError as e:
        print("TypeError")
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: passed
# expect: TypeError
# expect: caught
# expect: TypeError

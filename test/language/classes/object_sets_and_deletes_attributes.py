# object.__setattr__ and object.__delattr__ take a str only, and do not say whose attribute is missing.
class Box:
    pass


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


box = Box()
attempt(object.__setattr__, box, "x", 1)  # expect: None
attempt(object.__delattr__, box, "x")  # expect: None
attempt(object.__delattr__, box, "x")  # expect: AttributeError no such attribute
attempt(object.__delattr__, box, 1)  # expect: TypeError 
attempt(object.__setattr__, box, b"x", 1)  # expect: TypeError 
attempt(object.__setattr__, 1, "x", 1)  # expect: TypeError arg must be user-type
attempt(delattr, box, "x")  # expect: AttributeError 'Box' object has no attribute 'x'

class ByProperty:
    @property
    def __int__(self):
        return lambda: 5

    __float__ = __abs__ = __neg__ = __len__ = __bool__ = __hash__ = __repr__ = __int__


# An operator calls what the class has, and a property cannot be called.
def attempt(action, value):
    try:
        print(action(value))
    except TypeError as e:
        print(e)


attempt(int, ByProperty())  # expect: 'property' object isn't callable
attempt(float, ByProperty())  # expect: 'property' object isn't callable
attempt(abs, ByProperty())  # expect: 'property' object isn't callable
attempt(lambda o: -o, ByProperty())  # expect: 'property' object isn't callable
attempt(len, ByProperty())  # expect: 'property' object isn't callable
attempt(bool, ByProperty())  # expect: 'property' object isn't callable
attempt(hash, ByProperty())  # expect: 'property' object isn't callable
attempt(repr, ByProperty())  # expect: 'property' object isn't callable


# An operator with one operand hands it to a static or class method, too.
class Static:
    @staticmethod
    def __int__(*args):
        return len(args)

    __len__ = __neg__ = __abs__ = __hash__ = __int__

    @staticmethod
    def __add__(*args):
        return len(args)

    @staticmethod
    def __repr__(*args):
        return 'of {}'.format(len(args))


for action in int, len, abs, hash, repr, lambda o: -o, lambda o: o + 1:
    attempt(action, Static())
# expect: 1
# expect: 1
# expect: 1
# expect: 1
# expect: of 1
# expect: 1
# expect: 1


class Made:
    @classmethod
    def __init__(*args):
        print('init', len(args))


Made(1, 2)  # expect: init 3


class MadeByProperty:
    @property
    def __init__(self):
        return lambda: None


attempt(lambda _: MadeByProperty(), None)  # expect: 'property' object isn't callable


# What sets attributes is found as any attribute is.
class Guarded:
    @property
    def __setattr__(self):
        return lambda name, value: print('set', name, value)

    @property
    def __delattr__(self):
        return lambda name: print('delete', name)


guarded = Guarded()
guarded.x = 3  # expect: set x 3
del guarded.x  # expect: delete x

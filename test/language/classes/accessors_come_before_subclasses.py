class Base:
    pass


class Alone:
    pass


class Derived(Base):
    pass


Alone.value = property(lambda self: 1)
print(Alone().value)  # expect: 1
try:
    Base.value = property(lambda self: 2)
except AttributeError as e:
    print(e)
# expect: can't add special method to already-subclassed class
try:
    Base.__setattr__ = lambda self, name, value: None
except AttributeError as e:
    print(e)
# expect: can't add special method to already-subclassed class
Base.plain = 3
print(Derived().plain)  # expect: 3

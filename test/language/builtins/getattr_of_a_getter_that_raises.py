# The firmware finds the property before it calls its getter, and keeps it if that raises AttributeError.
class Failed(AttributeError):
    pass


class Descriptor:
    def __get__(self, instance, owner):
        raise AttributeError


class Base:
    @property
    def lacking(self):
        raise AttributeError("lacking")

    @property
    def failing(self):
        raise Failed

    @property
    def indirect(self):
        return self.nothing

    @property
    def broken(self):
        raise ValueError("broken")

    described = Descriptor()


class Asked(Base):
    def __getattr__(self, name):
        raise ValueError(name) if name == "worse" else Failed(name)


def show(object, name):
    try:
        print(type(getattr(object, name, 7)).__name__, hasattr(object, name))
    except ValueError as e:
        print(repr(e))


for object in (Base(), Asked()):
    for name in ("lacking", "failing", "indirect", "broken", "described", "absent", "worse"):
        show(object, name)
# expect: property True
# expect: property True
# expect: property True
# expect: ValueError('broken',)
# expect: Descriptor True
# expect: int False
# expect: int False
# expect: property True
# expect: property True
# expect: property True
# expect: ValueError('broken',)
# expect: Descriptor True
# expect: int False
# expect: ValueError('worse',)
for name in ("lacking", "indirect"):
    try:
        getattr(Base(), name)
    except AttributeError as e:
        print(e)
# expect: lacking
# expect: 'Base' object has no attribute 'nothing'
try:
    dir(Base())
except ValueError as e:
    print(repr(e))
# expect: ValueError('broken',)


class Lacking:
    @property
    def lacking(self):
        raise AttributeError


print("lacking" in dir(Lacking()))  # expect: True

# With `__all__`, `from … import *` loads what a call would call. Anything in `sys.modules` will do for a module.
import sys


class Public:
    __all__ = ("method", "value")
    value = 5

    def method(self):
        return self


sys.modules["public"] = Public()

from public import *

print(value, method(9))  # expect: 5 9
from public import method

print(type(method()).__name__)  # expect: Public


class Failing:
    @property
    def __all__(self):
        raise AttributeError


sys.modules["failing"] = Failing()
try:
    from failing import *
except TypeError as e:
    print(e)
# expect: object 'property' isn't a tuple or list

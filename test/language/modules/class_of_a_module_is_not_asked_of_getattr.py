# A module's own `__getattr__` is not asked for `__class__`, nor does `dir` fail where it has no answer.
import __main__


def __getattr__(name):
    if name == "made":
        return 5
    raise AttributeError(name)


print(__main__.__class__, __main__.made)  # expect: <class 'module'> 5
names = dir(__main__)
print(names[0], "made" in names, "__getattr__" in names, "__dict__" in names, "print" in names)
# expect: __class__ True True True False

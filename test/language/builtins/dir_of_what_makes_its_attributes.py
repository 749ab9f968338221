# `dir` tries all names that the firmware knows: what `__getattr__` answers is an attribute, and its AttributeError says that there is none.


class Makes:
    x = 1

    def __getattr__(self, name):
        if name in ("made", "other"):
            return 5
        raise AttributeError(name)


names = dir(Makes())
print(len(names) == len(set(names)))  # expect: True
print(sorted(name for name in names if not name.startswith("__")))  # expect: ['made', 'other', 'x']


class Fails:
    def __getattr__(self, name):
        raise ValueError(name)


try:
    dir(Fails())
except ValueError as e:
    print(repr(e))
# expect: ValueError('__dir__',)


class Chooses:
    def __dir__(self):
        return ["b", "a"]

    def __getattr__(self, name):
        raise AttributeError(name)


print(dir(Chooses()))  # expect: ['b', 'a']

import builtins


def looks():
    return len("four")


print(looks())  # expect: 4
builtins.len = lambda x: "mine"
print(looks())  # expect: mine
del builtins.len
print(looks())  # expect: 4

builtins.abs = lambda x: "mine"
builtins.added = 5
print(abs(-1), added)  # expect: mine 5
print(builtins.abs(-1), hasattr(builtins, "added"), "added" in dir(builtins))
# expect: 1 False False

builtins.__name__ = "renamed"
print(builtins, __name__)  # expect: <module 'builtins'> __main__

from builtins import *
print(abs(-1))  # expect: 1
del abs
print(abs(-1))  # expect: mine
del builtins.abs
print(abs(-1))  # expect: 1

for name in ("abs", "int", "nothing"):
    try:
        delattr(builtins, name)
    except KeyError as e:
        print(repr(e))
# expect: KeyError('abs',)
# expect: KeyError('int',)
# expect: KeyError('nothing',)

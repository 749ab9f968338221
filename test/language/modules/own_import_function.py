import os


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


import builtins
write("outer.py", "import inner.deep as d\nfrom inner import x\nprint(d, x)\n")
original = __import__


class Inner:
    x = 7

Inner.deep = 8


def custom(name, globals, locals, fromlist, level):
    print(name, fromlist, level, globals["__name__"])
    return Inner


builtins.__import__ = custom
original("outer")
# expect: inner.deep None 0 outer
# expect: inner ('x',) 0 outer
# expect: 8 7
builtins.__import__ = original

import os


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


write("s1.py", "__all__ = ('_hidden', 'dynamic')\n_hidden = 1\nshown = 2\ndef __getattr__(name):\n    print(name)\n    return name\n")
write("s2.py", "def __getattr__(name):\n    raise AttributeError\nshown2 = 3\n_no = 4\n")
write("s3.py", "def __getattr__(name):\n    raise ValueError(name)\n")
write("s4.py", "__all__ = 5\n")
from s1 import *  # expect: dynamic
print(_hidden, dynamic, "shown" in globals())  # expect: 1 dynamic False
from s2 import *
print(shown2, "_no" in globals())  # expect: 3 False
for name in ("s3", "s4"):
    try:
        exec("from " + name + " import *")
    except Exception as error:
        print(type(error).__name__, error)
# expect: ValueError __all__
# expect: TypeError object 'int' isn't a tuple or list

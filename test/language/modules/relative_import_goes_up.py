import os


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


for folder in ("a", "a/b", "a/b/c"):
    os.mkdir(folder)
    write(folder + "/__init__.py", "")
write("a/top.py", "print('top', __name__)\n")
write("a/b/c/leaf.py", """
from ... import top
from ...b import c
from . import __name__ as own
print(top, c, own)
try:
    from ..... import nothing
except ImportError as error:
    print(error)
""")
import a.b.c.leaf
# expect: top a.top
# expect: <module 'a.top' from 'a/top.py'> <module 'a.b.c' from 'a/b/c/__init__.py'> a.b.c
# expect: can't perform relative import

# `path`, `ps1` and `ps2` are attributes, but a star import does not take them (`py/modsys.c`, sys_mutable_keys).
import sys

for name in ("path", "ps1", "ps2"):
    print(name, hasattr(sys, name), name in dir(sys), name in sys.__dict__)
# expect: path True True False
# expect: ps1 True True False
# expect: ps2 True True False

from sys import *

print("argv" in globals(), "path" in globals(), "ps1" in globals())  # expect: True False False
from sys import path

print(path is sys.path)  # expect: True

sys.ps1 = 5
print(sys.ps1)  # expect: 5
for name in ("ps1", "ps2"):
    delattr(sys, name)
    print(hasattr(sys, name), name in dir(sys))
    delattr(sys, name)
    setattr(sys, name, "# ")
    print(getattr(sys, name))
for name in ("argv", "nothing"):
    for change in (delattr, lambda module, name: setattr(module, name, 1)):
        try:
            change(sys, name)
        except AttributeError as e:
            print(e)
# expect: False False
# expect: # 
# expect: False False
# expect: # 
# expect: 'module' object has no attribute 'argv'
# expect: 'module' object has no attribute 'argv'
# expect: 'module' object has no attribute 'nothing'
# expect: 'module' object has no attribute 'nothing'

import os


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


import sys
write("random.py", "import urandom\nname = 'file'\nhas = hasattr(urandom, 'getrandbits')\n")
write("gc.py", "print('never')\n")
import gc
import random
print(gc, random, random.name, random.has)
# expect: <module 'gc'> <module 'random' from 'random.py'> file True
del sys.modules["random"]
path = sys.path
sys.path = []
import random
print(hasattr(random, "name"))  # expect: False
sys.path = path
import usys
print(usys is sys)  # expect: True

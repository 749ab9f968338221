import os


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


import sys
write("fleeting.py", "import sys\nprint('body')\ndel sys.modules[__name__]\nx = 1\n")
import fleeting  # expect: body
print(fleeting.x)  # expect: 1
import fleeting  # expect: body

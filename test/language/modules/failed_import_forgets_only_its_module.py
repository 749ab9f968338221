import os


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


import sys
write("good.py", "print('good runs')\n")
write("bad.py", "import good\nprint('bad runs')\n1 / 0\n")
for i in range(2):
    try:
        import bad
    except ZeroDivisionError:
        print("bad" in sys.modules, "good" in sys.modules)
# expect: good runs
# expect: bad runs
# expect: False True
# expect: bad runs
# expect: False True
os.mkdir("p")
write("p/__init__.py", "")
write("p/bad.py", "raise KeyError(1)\n")
try:
    import p.bad
except KeyError:
    import p
    print("p.bad" in sys.modules, hasattr(p, "bad"))
# expect: False False

import os


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


os.mkdir("pk")
write("pk/__init__.py", "print('body of', __name__, __path__)\nvalue = 1\n")
write("pk/m.py", "from . import n\nfrom .n import deep\nprint(__name__, n, deep)\n")
write("pk/n.py", "deep = 5\nprint(__name__)\n")
from pk import m, value
# expect: body of pk pk
# expect: pk.n
# expect: pk.m <module 'pk.n' from 'pk/n.py'> 5
print(m is __import__("pk.m").m, value)  # expect: True 1
try:
    from pk import missing
except ImportError as error:
    print(error)
# expect: no module named 'pk.missing'

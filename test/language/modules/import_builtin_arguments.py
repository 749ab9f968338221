import os


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


for arguments in (("",), (1,), ("sys", None, None, None, -1), ("sys", "globals", None, None, 1)):
    try:
        __import__(*arguments)
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
# expect: ValueError
# expect: TypeError
# expect: ValueError
# expect: TypeError
print(__import__("sys", "globals"))  # expect: <module 'sys'>
os.mkdir("q")
write("q/__init__.py", "")
write("q/r.py", "")
print(__import__("q.r"), __import__("q.r", None, None, ()), __import__("q.r", None, None, ("r",)))
# expect: <module 'q' from 'q/__init__.py'> <module 'q.r' from 'q/r.py'> <module 'q.r' from 'q/r.py'>

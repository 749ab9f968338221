import os


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


os.mkdir("bare")
write("bare/m.py", "x = 3\n")
import bare.m
print(bare, bare.m.x, hasattr(bare, "__file__"))  # expect: <module 'bare'> 3 False

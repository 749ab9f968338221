import os


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


write("old.mpy", "M\x01")
try:
    import old
except ValueError as error:
    print(error)
# expect: incompatible .mpy file

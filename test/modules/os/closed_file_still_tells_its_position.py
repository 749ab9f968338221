# differs: the reference has another file system
with open("file", "w") as file:
    file.write("text")
print(file.tell(), file.seek(1), file.seek(0, 2), file.tell())  # expect: 4 4 4 4
try:
    file.flush()
except OSError as error:
    print(error)  # expect: [Errno 22] EINVAL

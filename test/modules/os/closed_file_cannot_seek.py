with open("file", "w") as file:
    file.write("text")
try:
    file.seek(1)
except (OSError, ValueError):
    print("refused")  # expect: refused

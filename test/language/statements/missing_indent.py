if 1:
print(1)  # syntax error: invalid syntax

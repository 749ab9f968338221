print(f'{(lambda: 7)()}')  # syntax error: invalid syntax

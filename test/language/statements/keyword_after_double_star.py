f(**a, *b)  # syntax error: * arg after **

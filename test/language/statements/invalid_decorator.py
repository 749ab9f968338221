@(lambda f: f)  # syntax error: invalid syntax
def f(): pass

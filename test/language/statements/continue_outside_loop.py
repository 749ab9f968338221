def f():
    continue  # syntax error: 'break'/'continue' outside loop

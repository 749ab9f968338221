if True:
    break  # syntax error: 'break'/'continue' outside loop

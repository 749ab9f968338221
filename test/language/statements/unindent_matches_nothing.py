if 1:
    x = 1  # syntax error: IndentationError: unindent doesn't match any outer indent level
  y = 2

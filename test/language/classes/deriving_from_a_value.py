class B(5): pass  # raises: TypeError: function expected at most 2 arguments, got 3

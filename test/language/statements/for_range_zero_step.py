for i in range(0, 3, 0):  # raises: ValueError: zero step
    pass

a, *b, c = [1]  # raises: ValueError: need more than 1 values to unpack

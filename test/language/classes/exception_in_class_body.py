class A:
    x = 1
    y = 1 // 0  # raises: ZeroDivisionError: divide by zero

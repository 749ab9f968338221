try:
    1 // 0  # raises: TypeError: unsupported types for : 'ZeroDivisionError', 'int'
except 5:
    print('never')

from array import array
5 in array('B', [5])  # raises: NotImplementedError

# What did not fit is not there: the exception has what memory is left, for its text and its traceback.
# board: pybv11
# differs: the oracle has more memory
held = [bytearray(1000) for i in range(95)]


def more():
    return bytearray(5000)


try:
    more()
except MemoryError as error:
    print(error)  # expect: memory allocation failed, allocating 5000 bytes
more()
# raises: MemoryError: memory allocation failed, allocating 5000 bytes

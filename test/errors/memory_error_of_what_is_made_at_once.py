# A text takes one byte more than it shows, and an array of what tells its length is made at once.
# differs: the oracle has more memory
from array import array


def attempt(make):
    try:
        make()
    except MemoryError as e:
        print(e)


attempt(lambda: "abc" * 10**7)
# expect: memory allocation failed, allocating 30000001 bytes
attempt(lambda: "é" * 10**7)
# expect: memory allocation failed, allocating 20000001 bytes
attempt(lambda: b"ab" * 10**7)
# expect: memory allocation failed, allocating 20000001 bytes
attempt(lambda: array("i", range(10**6)))
# expect: memory allocation failed, allocating 4000000 bytes
attempt(lambda: bytearray(range(10**6)))
# expect: memory allocation failed, allocating 1000000 bytes

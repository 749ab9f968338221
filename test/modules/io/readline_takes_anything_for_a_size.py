# The size is not looked at: what is no small int counts as its word without the lowest bit.
import io


def attempt(size):
    try:
        print(size, io.StringIO("a line\n").readline(size))
    except MemoryError:
        print(size, "MemoryError")


for size in (None, False, True, 2, 0, -1, -2):
    attempt(size)
# expect: None a l
# expect: False a line
# expect:
# expect: True a line
# expect:
# expect: 2 a 
# expect: 0 
# expect: -1 a line
# expect:
# expect: -2 MemoryError

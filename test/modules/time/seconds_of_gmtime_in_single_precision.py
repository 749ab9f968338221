# differs: the oracle counts from 1970 and takes its time from the host
# board: pybv11
import time

# With single precision they are an int.
for seconds in True, 2**40, 1.5, 'a':
    try:
        print(time.gmtime(seconds))
    except TypeError as err:
        print(err)
# expect: (2000, 1, 1, 0, 0, 1, 5, 1)
# expect: (36842, 2, 19, 0, 36, 16, 2, 50)
# expect: can't convert float to int
# expect: can't convert str to int

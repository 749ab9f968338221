# differs: the oracle counts from 1970 and takes its time from the host
import time

# With double precision the seconds are a float, which is cut.
print(time.gmtime(1.9), time.gmtime(-0.5)[:6], time.gmtime(True)[5])
# expect: (2000, 1, 1, 0, 0, 1, 5, 1) (2000, 1, 1, 0, 0, 0) 1
for seconds in 'a', [], 1j, 1e300, float('nan'), 2**62:
    try:
        print(time.gmtime(seconds))
    except Exception as err:
        print(type(err).__name__, err)
# expect: TypeError can't convert str to float
# expect: TypeError can't convert list to float
# expect: TypeError can't convert complex to float
# expect: NotImplementedError a moment beyond 2**53 seconds is not simulated
# expect: NotImplementedError a moment beyond 2**53 seconds is not simulated
# expect: NotImplementedError a moment beyond 2**53 seconds is not simulated

# differs: the oracle leaves callbacks that a program schedules last to its event loop
import micropython


def callback(n):
    print('callback', n)
    if n < 3:
        # Only one runs at the end.
        micropython.schedule(callback, n + 1)


micropython.schedule(callback, 1)
# expect: callback 1

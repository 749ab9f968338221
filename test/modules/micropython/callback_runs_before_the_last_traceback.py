# differs: the oracle leaves callbacks that a program schedules last to its event loop
import micropython

micropython.schedule(print, 'callback')  # expect: callback
1 / 0  # raises: ZeroDivisionError: divide by zero

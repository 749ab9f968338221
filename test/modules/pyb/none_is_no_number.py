# An argument that may be left out need not take None.
import gc
from pyb import LED, Servo, UART


def attempt(function, *args):
    try:
        print(function(*args))
    except TypeError as e:
        print(e)


attempt(gc.threshold, None)  # expect: can't convert NoneType to int
attempt(LED(1).intensity, None)  # expect: can't convert NoneType to int
attempt(Servo(1).pulse_width, None)  # expect: can't convert NoneType to int
attempt(UART(1, 9600).readinto, bytearray(1), None)
# expect: can't convert NoneType to int
irq = UART(1).irq(print, UART.IRQ_RXIDLE)
attempt(irq.trigger, None)  # expect: can't convert NoneType to int
attempt(irq.trigger)  # expect: 16
# differs: the oracle has no pyb

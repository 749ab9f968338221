# board: pybv11
# The firmware's own code takes a text as str or bytes (`mp_obj_str_get_data`), except where it looks first whether it is a str, or makes
# a name of it.
import machine
import pyb
from pyb import LCD


def attempt(call, *args):
    try:
        return call(*args)
    except (TypeError, ValueError) as e:
        return e


print(pyb.usb_mode(b"VCP"), attempt(pyb.usb_mode, b"BAD"))
# expect: None bad USB mode
lcd = LCD(b"X")
lcd.write(b"abc")
lcd.text(b"xyz", 0, 8, 1)
print(attempt(LCD, b"Q"), attempt(lcd.write, bytearray(b"abc")))
# expect: LCD(Q) doesn't exist can't convert 'bytearray' object to str implicitly
for kind in (pyb.CAN, machine.CAN, pyb.I2C, pyb.SPI, pyb.UART, machine.WDT):
    print(attempt(kind, b"YA"))
# expect: can't convert bytes to int
# expect: can't convert bytes to int
# expect: can't convert bytes to int
# expect: can't convert bytes to int
# expect: can't convert bytes to int
# expect: can't convert bytes to int
# differs: the oracle has no pyb

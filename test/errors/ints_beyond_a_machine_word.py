# board: pybv11
# The firmware's own code takes an int as a signed word of 32 bits (`py/obj.c`, mp_obj_get_int). It refuses a larger one, and -2**31
# (`py/mpz.c`, mpz_as_int_checked).
import binascii
import machine
import os
import pyb
import random
import select
import time
import uctypes
from machine import SPI
from pyb import DAC, LED, Timer

REFUSED = "overflow converting long int to machine word"


def attempt(call, *args, **named):
    try:
        return call(*args, **named)
    except OverflowError as e:
        return "refused" if str(e) == REFUSED else e
    except (TypeError, ValueError) as e:
        return e


print(attempt(Timer, 2, prescaler=83, period=0xFFFFFFFE), attempt(Timer, 2, prescaler=83, period=0x7FFFFFFF))
# expect: refused Timer(2, freq=0, prescaler=83, period=2147483647, mode=UP, div=1)
print(attempt(Timer, 4, prescaler=1 << 40, period=5), attempt(Timer, 1 << 31), attempt(Timer, 4, freq=1 << 31))
# expect: refused refused refused
tim = Timer(2, prescaler=83, period=0x7FFFFFFF)
print([attempt(set, 0xFFFFFFFF) for set in (tim.counter, tim.prescaler, tim.period, tim.freq, tim.channel)])
# expect: ['refused', 'refused', 'refused', 'refused', 'refused']
channel = tim.channel(1, Timer.PWM)
print([attempt(set, 1 << 31) for set in (channel.pulse_width, channel.pulse_width_percent, channel.pulse_width_us, channel.pulse_width_ns)])
# expect: ['refused', 'refused', 'refused', 'refused']
print(attempt(DAC(1).write, 1 << 31), attempt(DAC, 1 << 40), attempt(LED, 1 << 40), attempt(LED(4).intensity, 1 << 31))
# expect: refused refused refused refused
print(attempt(SPI, 1, baudrate=1 << 40), attempt(pyb.SPI, 1, pyb.SPI.CONTROLLER, baudrate=1 << 40), attempt(machine.freq, 1 << 40))
# expect: refused refused refused
print(attempt(pyb.I2C, 1, pyb.I2C.CONTROLLER, baudrate=1 << 31), attempt(pyb.UART, 1, 1 << 31), attempt(pyb.Servo, 1 << 31))
# expect: refused refused refused
print(attempt(time.sleep_ms, 1 << 31), attempt(time.sleep_us, 1 << 31), attempt(time.ticks_add, 0, 1 << 31), attempt(pyb.delay, 1 << 31))
# expect: refused refused refused refused
print(attempt(machine.Timer, period=1 << 31), attempt(os.urandom, 1 << 31), attempt(select.poll().poll, 1 << 31))
# expect: refused refused refused
print(attempt(time.sleep_ms, -(1 << 31)), attempt(time.sleep_ms, -(1 << 31) + 1))
# expect: refused None
# A moment may have 64 bits; floats are for boards with double precision.
print(time.localtime(1 << 32)[:6], attempt(time.localtime, 1.5), attempt(time.mktime, (1 << 31, 1, 1, 0, 0, 0, 0, 0)))
# expect: (2136, 2, 7, 6, 28, 16) can't convert float to int refused


class Large:
    def __int__(self):
        return 1 << 31


# These take the low 32 bits of an int, but not those of an object that converts itself to one.
buffer = bytearray(4)
address = uctypes.addressof(buffer)
machine.mem32[address + (1 << 32)] = (1 << 40) + 5
print(buffer, binascii.crc32(b"x", (1 << 32) + 7) == binascii.crc32(b"x", 7), random.seed(1 << 40))
# expect: bytearray(b'\x05\x00\x00\x00') True None
print(attempt(lambda: machine.mem8[Large()]), attempt(random.seed, Large()), attempt(binascii.crc32, b"", Large()))
# expect: refused refused refused
# differs: the oracle has no pyb

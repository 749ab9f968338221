import machine
import pyb
import time


class Scripted(machine.PinBase):
    def __init__(self, levels):
        self.levels = iter(levels)

    def value(self):
        return next(self.levels)


print(type(machine.time_pulse_us(Scripted([0, 1, 1, 0]), 1)))
print(type(machine.time_pulse_us(Scripted([1, 1, 0, 1]), 0)))


class Still(machine.PinBase):
    def value(self):
        return 0


print(machine.time_pulse_us(Still(), 1, 50), machine.time_pulse_us(Still(), 0, 50))
# A pin that a timer drives: 2 ms on, 8 ms off.
out = pyb.Pin("X1", pyb.Pin.OUT)
timer = pyb.Timer(2, freq=100)
timer.channel(1, pyb.Timer.PWM, pin=pyb.Pin("X1"), pulse_width_percent=20)
machine.time_pulse_us(pyb.Pin("X1"), 0)
machine.time_pulse_us(pyb.Pin("X1"), 1)
print(abs(machine.time_pulse_us(pyb.Pin("X1"), 0) - 8000) < 20)
print(abs(machine.time_pulse_us(pyb.Pin("X1"), 1) - 2000) < 40)
print(machine.time_pulse_us(pyb.Pin("X1"), 1, 100))
# expect: <class 'int'>
# expect: <class 'int'>
# expect: -2 -1
# expect: True
# expect: True
# expect: -2
# differs: the oracle has no machine

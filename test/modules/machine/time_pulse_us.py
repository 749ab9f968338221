import machine
import pyb
import time

print(machine.time_pulse_us(pyb.Pin("X2", pyb.Pin.IN, pyb.Pin.PULL_DOWN), 1, 50))
print(machine.time_pulse_us("X2", 0, 50))
# A pin that a timer drives: 2 ms on, 8 ms off.
out = pyb.Pin("X1", pyb.Pin.OUT)
timer = pyb.Timer(2, freq=100)
timer.channel(1, pyb.Timer.PWM, pin=pyb.Pin("X1"), pulse_width_percent=20)
machine.time_pulse_us(pyb.Pin("X1"), 0)
machine.time_pulse_us(pyb.Pin("X1"), 1)
print(abs(machine.time_pulse_us(pyb.Pin("X1"), 0) - 8000) < 20)
print(abs(machine.time_pulse_us(pyb.Pin("X1"), 1) - 2000) < 40)
print(machine.time_pulse_us(pyb.Pin("X1"), 1, 100))
# A pin is one of the chip: there is no base to write others from.
print(hasattr(machine, "PinBase"))
# expect: -2
# expect: -1
# expect: True
# expect: True
# expect: -2
# expect: False
# differs: the oracle has no machine

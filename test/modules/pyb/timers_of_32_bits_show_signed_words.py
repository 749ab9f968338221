# board: pybv11
# The firmware makes an int of a timer's register as of a signed word (`ports/stm32/timer.c`, mp_obj_new_int). Only the timers 2 and 5 count
# so far. Its text, and times, are unsigned.
from pyb import Pin, Timer

tim = Timer(2, period=40000)
print(tim.period(), tim)
# expect: -934967297 Timer(2, freq=0, prescaler=0, period=3359999999, mode=UP, div=1)
tim = Timer(5, prescaler=0xFFFF, period=0x7FFFFFFF)
tim.period(-1)
tim.counter(-5)
print(tim.period(), tim.counter(), tim)
# expect: -1 -5 Timer(5, freq=0, prescaler=65535, period=4294967295, mode=UP, div=1)
channel = tim.channel(1, Timer.PWM, pulse_width=-2)
print(channel.pulse_width(), channel.compare(), channel.capture(), channel.pulse_width_us(), channel.pulse_width_percent())
# expect: -2 -2 -2 2749313959 100.0
# In an argument, -1 stands for one that is not given.
for settings in ({"period": -1}, {"prescaler": -1, "period": -1}):
    try:
        tim.init(**settings)
    except TypeError as e:
        print(e)
# expect: must specify either freq, period, or prescaler and period
# expect: must specify either freq, period, or prescaler and period
print(Timer(4, prescaler=-5, period=-6))
# expect: Timer(4, freq=0, prescaler=65531, period=65530, mode=UP, div=1)
tim = Timer(4, prescaler=0xFFFF, period=0xFFFF)
tim.counter(-5)
print(tim.period(), tim.counter())
# expect: 65535 65531
# differs: the oracle has no pyb

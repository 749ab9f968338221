# board: pybd-sf2
# `ports/stm32/rtc.c`: a PYBD shows microseconds, in steps of its clock's resolution.
import pyb
import time

rtc = pyb.RTC()
rtc.datetime((2024, 2, 29, 4, 23, 59, 59, 100))
print(rtc.datetime()[6], rtc.datetime()[7] < 1000)
# expect: 59 True
time.sleep_ms(500)
us = rtc.datetime()[7]
print(499_000 <= us < 501_000, round(us * 8192 / 1e6, 1) % 1)
# expect: True 0.0
# differs: the oracle has no pyb

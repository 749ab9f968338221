# board: pybv11
import pyb
from stm import *

CR, ISR, FLAG_A, FLAG_B = RTC + RTC_CR, RTC + RTC_ISR, 1 << 8, 1 << 9
rtc = pyb.RTC()
calls = []


def unlock():
    mem32[RTC + RTC_WPR] = 0xCA
    mem32[RTC + RTC_WPR] = 0x53


def set_alarm(which, fields, below=0):
    bit = 1 << "AB".index(which)
    unlock()
    mem32[CR] &= ~(0x1100 * bit)
    while not mem32[ISR] & bit:
        pass
    mem32[RTC + (RTC_ALRMAR if which == "A" else RTC_ALRMBR)] = fields
    mem32[RTC + (RTC_ALRMASSR if which == "A" else RTC_ALRMBSSR)] = below
    mem32[ISR] = ~(0x100 * bit) & 0xFFFF & ~0x80
    mem32[CR] |= 0x1100 * bit
    mem32[RTC + RTC_WPR] = 0xFF


def ring(line):
    flags = mem32[ISR] & (FLAG_A | FLAG_B)
    mem32[ISR] = ~flags & 0xFFFF & ~0x80
    count[0] += 1
    count[1] |= flags


count = [0, 0]
pyb.ExtInt(17, pyb.ExtInt.IRQ_RISING, pyb.Pin.PULL_NONE, ring)
print(hex(mem32[EXTI + EXTI_IMR] & 0xFF0000), hex(mem32[EXTI + EXTI_RTSR]), hex(mem32[EXTI + EXTI_FTSR]))


def wait(what, start, ms):
    rtc.datetime(start)
    count[:] = [0, 0]
    pyb.delay(ms)
    print(what, count[0], hex(count[1]), rtc.datetime()[4:7])


# 12:30:05 of whatever day: a mask for the day.
set_alarm("A", 1 << 31 | 0x123005)
wait("before", (2030, 6, 1, 6, 12, 30, 3, 0), 1900)
wait("after", (2030, 6, 1, 6, 12, 30, 3, 0), 2100)
wait("another hour", (2030, 6, 1, 6, 13, 30, 3, 0), 2100)
# Every minute at :58, every second, by day of the month, by weekday.
set_alarm("A", 1 << 31 | 1 << 23 | 1 << 15 | 0x58)
wait("a minute", (2030, 6, 1, 6, 23, 59, 57, 0), 2100)
set_alarm("A", 1 << 31 | 1 << 23 | 1 << 15 | 1 << 7)
wait("seconds", (2030, 6, 1, 6, 23, 59, 57, 0), 3100)
set_alarm("A", 0x31000000)
wait("the 31st", (2030, 8, 30, 5, 23, 59, 59, 0), 1100)
wait("the 30th", (2030, 9, 29, 7, 23, 59, 59, 0), 1100)
set_alarm("A", 1 << 30 | 0x07000000)
wait("Sunday", (2030, 6, 1, 6, 23, 59, 59, 0), 1100)
# Below a second: eight times, where five bits of SSR count.
set_alarm("A", 1 << 31 | 1 << 23 | 1 << 15 | 1 << 7, 5 << 24)
wait("eighths", (2030, 6, 1, 6, 10, 0, 0, 0), 1001)
# Both at once share a line, which has one edge.
set_alarm("A", 1 << 31 | 1 << 23 | 1 << 15 | 0x02)
set_alarm("B", 1 << 31 | 1 << 23 | 1 << 15 | 0x02)
wait("both", (2030, 6, 1, 6, 10, 0, 0, 0), 2100)
# A calibration by 512 pulses makes the clock faster, and the alarm come earlier.
unlock()
mem32[CR] &= ~0x2200
mem32[RTC + RTC_CALR] = 1 << 15
print(rtc.calibration())
set_alarm("A", 1 << 31 | 1 << 23 | 0x0505)
wait("fast", (2030, 6, 1, 6, 10, 5, 0, 0), 4998)
# expect: 0x20000 0x20000 0x0
# expect: before 0 0x0 (12, 30, 4)
# expect: after 1 0x100 (12, 30, 5)
# expect: another hour 0 0x0 (13, 30, 5)
# expect: a minute 1 0x100 (23, 59, 59)
# expect: seconds 3 0x100 (0, 0, 0)
# expect: the 31st 1 0x100 (0, 0, 0)
# expect: the 30th 0 0x0 (0, 0, 0)
# expect: Sunday 1 0x100 (0, 0, 0)
# expect: eighths 8 0x100 (10, 0, 1)
# expect: both 1 0x300 (10, 0, 2)
# expect: 512
# expect: fast 1 0x100 (10, 5, 5)
# differs: the oracle has no pyb

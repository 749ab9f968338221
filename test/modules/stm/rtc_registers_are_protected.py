# board: pybv11
import pyb
from stm import *

rtc = pyb.RTC()
rtc.datetime((2030, 6, 1, 6, 12, 30, 3, 0))
CR, ISR, WPR, TR, DR = RTC + RTC_CR, RTC + RTC_ISR, RTC + RTC_WPR, RTC + RTC_TR, RTC + RTC_DR


def unlock():
    mem32[WPR] = 0xCA
    mem32[WPR] = 0x53


# Without the keys, or with one, or with a wrong one between them, nothing is written.
for keys in (), (0xCA,), (0xCA, 0x11, 0x53), (0xCA, 0x53):
    for key in keys:
        mem32[WPR] = key
    mem32[CR] = 1 << 18
    print(keys, hex(mem32[CR]), mem32[WPR])
# What the firmware writes leaves them protected.
rtc.calibration(7)
mem32[CR] = 0
print(hex(mem32[CR]), hex(mem32[RTC + RTC_CALR]))

# The calendar is set where INIT has been asked for and INITF says so.
unlock()
mem32[TR] = 0x010203
print(hex(mem32[TR]), hex(mem32[DR]), hex(mem32[ISR]))
mem32[ISR] = 0x80
mem32[TR] = 0x010203
print(hex(mem32[TR]), hex(mem32[ISR]))
while not mem32[ISR] & 0x40:
    pass
mem32[TR] = 0x235959
mem32[DR] = 0x31E228
mem32[ISR] = 0
print(rtc.datetime()[:7])
pyb.delay(1010)
print(rtc.datetime()[:7])
# Summer time, and back.
mem32[CR] |= 1 << 16
print(rtc.datetime()[:7])
mem32[CR] |= 1 << 17
print(rtc.datetime()[:7], hex(mem32[CR]))

# Reading SSR or TR keeps what comes above it as it was, until DR is read, or the firmware has looked.
rtc.datetime((2030, 12, 31, 2, 23, 59, 59, 0))
mem32[RTC + RTC_SSR]
pyb.delay(1100)
print(hex(mem32[TR]), hex(mem32[DR]), hex(mem32[TR]), hex(mem32[DR]))
rtc.datetime((2030, 12, 31, 2, 23, 59, 59, 0))
mem32[RTC + RTC_SSR]
pyb.delay(1100)
rtc.datetime()
print(hex(mem32[TR]), hex(mem32[DR]))
# RSF: copied again, two cycles of the oscillator after it was cleared.
unlock()
mem32[ISR] = 0
print(mem32[ISR] >> 5 & 1)
pyb.udelay(70)
print(mem32[ISR] >> 5 & 1)

# An alarm's fields are written while it is off, and has been for two cycles.
mem32[CR] &= ~0x100
pyb.udelay(70)
mem32[RTC + RTC_ALRMAR] = 0x12345678
mem32[CR] |= 0x100
mem32[RTC + RTC_ALRMAR] = 0
print(mem32[ISR] & 1, hex(mem32[RTC + RTC_ALRMAR]))
mem32[CR] &= ~0x100
mem32[RTC + RTC_ALRMAR] = 0
print(hex(mem32[RTC + RTC_ALRMAR]))
pyb.udelay(70)
mem32[RTC + RTC_ALRMAR] = 0
print(hex(mem32[RTC + RTC_ALRMAR]), mem32[ISR] & 1)

# The wake-up timer without its interrupt sets a flag, here every 16 counts of 2048 Hz.
mem32[RTC + RTC_WUTR] = 15
mem32[CR] |= 0x400
mem32[RTC + RTC_WUTR] = 99
pyb.delay(5)
print(mem32[ISR] >> 10 & 1)
pyb.delay(5)
print(mem32[ISR] >> 10 & 1, mem32[RTC + RTC_WUTR])
mem32[ISR] = 0
pyb.delay(5)
print(mem32[ISR] >> 10 & 1)


def attempt(register, value):
    try:
        mem32[RTC + register] = value
    except Exception as e:
        print(repr(e))


attempt(RTC_CR, 1 << 23 | 1 << 6)
attempt(RTC_CALR, 1 << 13)
attempt(RTC_SHIFTR, 1)
try:
    mem32[RTC + RTC_TSTR]
except NotImplementedError as e:
    print(e)
# expect: () 0x0 0
# expect: (202,) 0x0 0
# expect: (202, 17, 83) 0x0 0
# expect: (202, 83) 0x40000 0
# expect: 0x40000 0x81f9
# expect: 0x123003 0x30c601 0x37
# expect: 0x123003 0xd7
# expect: (2031, 2, 28, 7, 23, 59, 59)
# expect: (2031, 3, 1, 1, 0, 0, 0)
# expect: (2031, 3, 1, 1, 1, 0, 0)
# expect: (2031, 3, 1, 1, 0, 0, 0) 0x40000
# expect: 0x235959 0x305231 0x0 0x316101
# expect: 0x0 0x316101
# expect: 0
# expect: 1
# expect: 0 0x12345678
# expect: 0x12345678
# expect: 0x0 1
# expect: 0
# expect: 1 15
# expect: 0
# expect: NotImplementedError('memory at 0x40002808 is not simulated: FMT, COE of RTC + RTC_CR',)
# expect: NotImplementedError('memory at 0x4000283c is not simulated: CALW16 of RTC + RTC_CALR',)
# expect: NotImplementedError('memory at 0x4000282c is not simulated: RTC + RTC_SHIFTR',)
# expect: memory at 0x40002830 is not simulated: RTC + RTC_TSTR
# differs: the oracle has no pyb

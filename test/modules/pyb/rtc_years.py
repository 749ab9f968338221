# board: pybv11
# The year is a byte of years since 2000 in two digits of four bits each (`ports/stm32/rtc.c`, RTC_DR): 1999 is taken for 2095.
import pyb

rtc = pyb.RTC()
for year in (2000, 2099, 1999, 1990, 1970, 2155, 2160, 2256):
    rtc.datetime((year, 1, 1, 1, 1, 1, 1, 0))
    print(year, rtc.datetime()[:7])
# expect: 2000 (2000, 1, 1, 1, 1, 1, 1)
# expect: 2099 (2099, 1, 1, 1, 1, 1, 1)
# expect: 1999 (2095, 1, 1, 1, 1, 1, 1)
# expect: 1990 (2086, 1, 1, 1, 1, 1, 1)
# expect: 1970 (2066, 1, 1, 1, 1, 1, 1)
# expect: 2155 (2155, 1, 1, 1, 1, 1, 1)
# expect: 2160 (2000, 1, 1, 1, 1, 1, 1)
# expect: 2256 (2000, 1, 1, 1, 1, 1, 1)
# differs: the oracle has no pyb

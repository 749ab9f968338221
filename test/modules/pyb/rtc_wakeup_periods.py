# board: pybv11
import pyb
import stm

rtc = pyb.RTC()


def registers():
    control = stm.mem32[stm.RTC + stm.RTC_CR]
    return control & 7, stm.mem32[stm.RTC + stm.RTC_WUTR], bool(control & 1 << 10)


for ms in (-131072, -1000, -1, 0, 1, 4000, 4001, 16001, 32001, 131072000):
    rtc.wakeup(ms)
    print(ms, registers())
try:
    rtc.wakeup(131073000)
except ValueError as e:
    print(e)
rtc.wakeup(None)
print(registers())
count = 0


def wake(line):
    global count
    count += 1


rtc.wakeup(100, wake)
pyb.delay(950)
print(count)
rtc.wakeup(4, 1, wake)
count = 0
pyb.delay(5000)
print(count, registers())
rtc.wakeup(-1, wake)
count = 0
pyb.delay(3998)
print(count)
pyb.delay(3)
print(count)
# Arguments that are refused end the calls, not the counting.
rtc.wakeup(100, wake)
count = 0
for wrong in ((131073000,), ("soon",), (4, None, wake)):
    try:
        rtc.wakeup(*wrong)
    except (TypeError, ValueError):
        pass
pyb.delay(950)
print(count, registers())
rtc.wakeup(100, wake)
pyb.delay(50)
print(count)
rtc.wakeup(None)
# expect: -131072 (3, 15205, True)
# expect: -1000 (3, 49152, True)
# expect: -1 (3, 65520, True)
# expect: 0 (3, 0, True)
# expect: 1 (3, 15, True)
# expect: 4000 (3, 65535, True)
# expect: 4001 (2, 32775, True)
# expect: 16001 (0, 32769, True)
# expect: 32001 (4, 31, True)
# expect: 131072000 (6, 65535, True)
# expect: wakeup value too large
# expect: (6, 65535, False)
# expect: 9
# expect: 2 (4, 1, True)
# expect: 0
# expect: 1
# expect: 0 (3, 1637, True)
# expect: 0
# differs: the oracle has no pyb

# board: pybv11
import pyb
import time

seen = bytearray(8)


def note(what):
    seen[0] += 1
    seen[seen[0]] = what


def woken(line):
    note(1)
    pin.swint()
    note(2)


pin = pyb.ExtInt("X1", pyb.ExtInt.IRQ_RISING, pyb.Pin.PULL_NONE, lambda line: note(3))
pyb.RTC().wakeup(10, woken)
time.sleep_ms(15)
pyb.RTC().wakeup(None)
print(list(seen[1:4]))
# expect: [1, 3, 2]
# differs: the oracle has no pyb

# A callback that an interrupt schedules while a sort key sleeps runs in that sleep, or at the next jump if it comes with its end.
# differs: the oracle has no interrupts
import micropython
import pyb
import time

ran = []


def soft(x):
    ran.append(x)


def hard(t):
    t.callback(None)
    micropython.schedule(soft, 1)


def key(milliseconds):
    pyb.Timer(4, freq=1000, callback=hard)
    time.sleep_ms(milliseconds)
    print(ran)
    return 0


sorted([5], key=key)  # expect: [1]
sorted([1], key=key)  # expect: [1]
for i in range(2):
    pass
print(ran)  # expect: [1, 1]

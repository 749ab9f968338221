# A callback that an interrupt schedules while a function sleeps that map calls runs in that sleep.
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


list(map(key, [5, 2]))
# expect: [1]
# expect: [1, 1]

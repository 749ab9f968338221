# differs: the oracle's port cannot schedule an interrupt
import micropython
import time


def again(_):
    micropython.schedule(micropython.kbd_intr, None)
    for _ in range(50):
        time.sleep(0)
    print("not yet")


# However often it is scheduled, it comes once, and the queue has room for others.
interrupt = micropython.kbd_intr
micropython.schedule(interrupt, None)
micropython.schedule(interrupt, None)
micropython.schedule(interrupt, None)
micropython.schedule(interrupt, None)
micropython.schedule(interrupt, None)
micropython.schedule(interrupt, None)
micropython.schedule(interrupt, None)
micropython.schedule(interrupt, None)
micropython.schedule(interrupt, None)
micropython.schedule(interrupt, None)
try:
    time.sleep(0)
    time.sleep(0)
    print("not reached")
except KeyboardInterrupt:
    print("interrupted")
for _ in range(50):
    time.sleep(0)

micropython.schedule(again, None)
time.sleep(0)
try:
    time.sleep(0)
    time.sleep(0)
    print("not reached")
except KeyboardInterrupt:
    print("interrupted")
# expect: interrupted
# expect: not yet
# expect: interrupted

# Railroad lights, round robin: one loop does everything, one thing after the other.
# Pyboard D. The blue LED starts on, the green one off; they change places every 150 ms.
import pyb
import time

BLUE = pyb.LED(3)
GREEN = pyb.LED(2)


def blink_blue():
    BLUE.toggle()


def blink_green():
    GREEN.toggle()


BLUE.on()
GREEN.off()

while True:
    blink_blue()
    blink_green()
    time.sleep_ms(150)

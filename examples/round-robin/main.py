# Railroad lights, round robin: one loop does everything, one thing after the other.
# Pyboard v1.1. The blue LED starts on, the yellow one off; they change places every 150 ms.
import pyb
import time

BLUE = pyb.LED(4)
YELLOW = pyb.LED(3)


def blink_blue():
    BLUE.toggle()


def blink_yellow():
    YELLOW.toggle()


BLUE.on()
YELLOW.off()

while True:
    blink_blue()
    blink_yellow()
    time.sleep_ms(150)

# Railroad lights, timers: two hardware timers call back five times a second, the main loop is free.
# Pyboard v1.1. Prints every five seconds how long the program has been running.
import micropython
import pyb
import time

# Without this buffer an error in a callback would print no more than its name.
micropython.alloc_emergency_exception_buf(100)

BLUE = pyb.LED(4)
YELLOW = pyb.LED(3)


def blink_blue(timer):
    BLUE.toggle()


def blink_yellow(timer):
    YELLOW.toggle()


BLUE.on()
YELLOW.off()

started = time.ticks_ms()
pyb.Timer(1, freq=5, callback=blink_blue)
pyb.Timer(2, freq=5, callback=blink_yellow)

while True:
    time.sleep_ms(5000)
    seconds = time.ticks_diff(time.ticks_ms(), started) / 1000
    print('Running for', seconds, 'seconds')

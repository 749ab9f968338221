# Railroad lights, threads: each LED has a thread of its own that sleeps between two toggles.
# Pyboard v1.1, with a firmware that has threads.
import _thread
import pyb
import time

BLUE = pyb.LED(4)
YELLOW = pyb.LED(3)


def blink(led, pause_ms):
    while True:
        led.toggle()
        time.sleep_ms(pause_ms)


BLUE.on()
YELLOW.off()

started = time.ticks_ms()
_thread.start_new_thread(blink, (BLUE, 250))
_thread.start_new_thread(blink, (YELLOW, 250))

while True:
    time.sleep_ms(5000)
    seconds = time.ticks_diff(time.ticks_ms(), started) / 1000
    print('Running for', seconds, 'seconds')

# Railroad lights, threads: each LED has a thread of its own that sleeps between two toggles.
# Pyboard D, with a firmware that has threads.
import _thread
import pyb
import time

BLUE = pyb.LED(3)
GREEN = pyb.LED(2)


def blink(led, pause_ms):
    while True:
        led.toggle()
        time.sleep_ms(pause_ms)


BLUE.on()
GREEN.off()

started = time.ticks_ms()
_thread.start_new_thread(blink, (BLUE, 250))
_thread.start_new_thread(blink, (GREEN, 250))

while True:
    time.sleep_ms(5000)
    seconds = time.ticks_diff(time.ticks_ms(), started) / 1000
    print('Running for', seconds, 'seconds')

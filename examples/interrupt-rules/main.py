# The rules of interrupts, one after the other. Either pyboard.
# For the error in 1., `vpyb --explain main.py` shows the expression that caused it, why, and what to do instead.
import micropython
import pyb
import time

# 1. A callback must not allocate: the heap is locked while it runs. Making a list raises MemoryError;
#    the error is printed, that timer's callback is switched off, and the program continues.
micropython.alloc_emergency_exception_buf(200)


def allocates(timer):
    return [timer, timer]


bad = pyb.Timer(4, freq=100, callback=allocates)
time.sleep_ms(50)
bad.deinit()

# 2. Buffers that were made beforehand may be written to.
samples = bytearray(4)
count = 0


def samples_only(timer):
    global count
    if count < len(samples):
        samples[count] = pyb.millis() & 0xFF
        count += 1


good = pyb.Timer(4, freq=100, callback=samples_only)
time.sleep_ms(55)
good.deinit()
print('samples taken:', count)

# 3. Work that needs memory is left for later: schedule() runs a function soon, outside the interrupt.
log = []


def later(value):
    log.append(value)


class Ticker:
    def __init__(self):
        self.ticks = 0
        # Reading a bound method makes an object; in the callback it would be too late for that.
        self.later = later
        pyb.Timer(4, freq=10, callback=self.tick)

    def tick(self, timer):
        self.ticks += 1
        micropython.schedule(self.later, self.ticks)


ticker = Ticker()
time.sleep_ms(450)
pyb.Timer(4).deinit()
print('scheduled:', log)

# 4. A short piece of code that must not be interrupted.
state = pyb.disable_irq()
ticker.ticks = 0
pyb.enable_irq(state)
print('done')

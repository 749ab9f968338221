# board: pybv11
# differs: no pyb
import gc, machine, micropython, pyb


def held(start, stop):
    gc.collect()
    before = gc.mem_alloc()
    start(callback())
    gc.collect()
    during = gc.mem_alloc() - before
    stop()
    gc.collect()
    return during >= 18000, gc.mem_alloc() - before < 1000


def callback():
    data = bytearray(18000)
    return lambda *args: len(data)


timer = pyb.Timer(4)
print("Timer", held(lambda f: timer.init(freq=1, callback=f), timer.deinit))  # expect: Timer (True, True)
channel = timer.channel(1, pyb.Timer.OC_TIMING)
print("channel", held(channel.callback, lambda: channel.callback(None)))  # expect: channel (True, True)
soft = machine.Timer()
print("soft timer", held(lambda f: soft.init(period=5000, callback=f), lambda: soft.init(callback=None)))  # expect: soft timer (True, True)
pin = pyb.Pin("X1")
print("Pin.irq", held(lambda f: pin.irq(f), lambda: pin.irq(None)))  # expect: Pin.irq (True, True)
print("ExtInt", held(lambda f: pyb.ExtInt("X2", pyb.ExtInt.IRQ_RISING, pyb.Pin.PULL_NONE, f),
                     lambda: pyb.ExtInt("X2", pyb.ExtInt.IRQ_RISING, pyb.Pin.PULL_NONE, None)))
# expect: ExtInt (True, True)
print("Switch", held(pyb.Switch().callback, lambda: pyb.Switch().callback(None)))  # expect: Switch (True, True)
print("RTC", held(lambda f: pyb.RTC().wakeup(5000, f), lambda: pyb.RTC().wakeup(None)))  # expect: RTC (True, True)
print("Pin.mapper", held(pyb.Pin.mapper, lambda: pyb.Pin.mapper(None)))  # expect: Pin.mapper (True, True)
i2s = machine.I2S(2, sck=pyb.Pin("Y6"), ws=pyb.Pin("Y5"), sd=pyb.Pin("Y8"), mode=machine.I2S.TX, bits=16,
                  format=machine.I2S.MONO, rate=8000, ibuf=20000)
print("I2S.irq", held(i2s.irq, lambda: i2s.irq(None)))  # expect: I2S.irq (True, True)
before = gc.mem_alloc()
i2s.deinit()
print("ring buffer", before - gc.mem_alloc() >= 19000)  # expect: ring buffer True


def full():
    timers = []
    try:
        for number in (2, 3, 7, 8, 9, 10):
            timers.append(pyb.Timer(number, freq=1, callback=callback()))
    except MemoryError:
        return len(timers)


print("full", full())  # expect: full 5

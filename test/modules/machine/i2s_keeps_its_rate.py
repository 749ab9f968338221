from machine import I2S, Pin
import time


def make(mode, bits, format, ibuf=400, rate=8000):
    return I2S(2, sck=Pin("Y6"), ws=Pin("Y5"), sd=Pin("Y8"), mode=mode, bits=bits, format=format, rate=rate, ibuf=ibuf)


def took(f):
    start = time.ticks_ms()
    result = f()
    return result, time.ticks_diff(time.ticks_ms(), start)


# 800 frames last 100 ms; the ring buffer holds some of them, and DMA moves 16 or 32 at a time.
for bits in (16, 32):
    for format in (I2S.MONO, I2S.STEREO):
        samples = bytearray(800 * bits // 8 * (2 if format == I2S.STEREO else 1))
        out = make(I2S.TX, bits, format)
        out.write(samples)
        count, ms = took(lambda: out.write(samples))
        print(count == len(samples), abs(ms - 100) <= 8, end=" ")
        source = make(I2S.RX, bits, format)
        count, ms = took(lambda: source.readinto(samples))
        print(count == len(samples), abs(ms - 100) <= 8)
print(out is source)
done = []
out = make(I2S.TX, 16, I2S.STEREO, 2000)
out.irq(lambda i2s: done.append(i2s is out))
count, ms = took(lambda: out.write(bytes(3200)))
print(count, ms, done)
time.sleep_ms(150)
print(done)
samples = bytearray(b"\x01\x00\xff\x7f\x00\x80")
I2S.shift(buf=samples, bits=16, shift=1)
print(samples)
I2S.shift(buf=samples, bits=16, shift=-2)
print(samples)


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(repr(e))


attempt(lambda: out.readinto(samples))
attempt(lambda: make(I2S.RX, 16, I2S.STEREO).readinto(samples))
attempt(lambda: make(I2S.RX, 8, I2S.STEREO))
attempt(lambda: make(5, 16, I2S.STEREO))
attempt(lambda: make(I2S.RX, 16, 2))
attempt(lambda: make(I2S.RX, 16, I2S.MONO, 0))
attempt(lambda: make(I2S.RX, 16, I2S.MONO, 400, 1))
attempt(lambda: I2S(3))
attempt(lambda: I2S(2, sck=Pin("X1"), ws=Pin("Y5"), sd=Pin("Y8"), mode=I2S.TX, bits=16, format=0, rate=8000, ibuf=9))
out.irq(None)
out.deinit()
# expect: True True True True
# expect: True True True True
# expect: True True True True
# expect: True True True True
# expect: True
# expect: 3200 0 []
# expect: [True]
# expect: bytearray(b'\x02\x00\xfe\xff\x00\x00')
# expect: bytearray(b'\x00\x00\xff\xff\x00\x00')
# expect: OSError(1,)
# expect: OSError(22,)
# expect: ValueError('invalid bits',)
# expect: ValueError('invalid mode',)
# expect: ValueError('invalid format',)
# expect: ValueError('invalid ibuf',)
# expect: OSError('I2S init failed',)
# expect: ValueError('invalid id',)
# expect: ValueError('invalid SCK pin',)
# differs: the oracle lacks the module

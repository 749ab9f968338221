# board: pybv11
import machine
import pyb
from array import array

dac = pyb.DAC(1, bits=12)
adc = pyb.ADC("X5")
print(dac, adc, pyb.Pin("X5"), pyb.DAC(pyb.Pin("X5")) is dac)
for value in (0, 1, 2048, 4095):
    dac.write(value)
    print(value, adc.read(), machine.ADC("X5").read_u16())
dac.init(8)
dac.write(255)
print(dac, adc.read())
# A triangle: one step at every overflow of TIM6.
dac.init(bits=12)
dac.triangle(1000)
samples = array("H", bytearray(16))
adc.read_timed(samples, pyb.Timer(7, freq=250))
# The first sample is taken at once: setting up a timer is an update.
print(samples[0], samples[1] in (3, 4), [b - a for a, b in zip(samples[1:], samples[2:])])
# Noise: the chip's shift register, not random at all.
dac.noise(1000)
noise = array("H", bytearray(12))
adc.read_timed(noise, pyb.Timer(7, freq=1000))
print(len(set(noise)), all(0 <= n < 4096 for n in noise))
# Samples from a buffer, once and round and round.
tim = pyb.Timer(4, freq=1000)
dac.write(5)
dac.write_timed(array("H", (100, 200, 300)), tim, mode=pyb.DAC.NORMAL)
pace = pyb.Timer(2, freq=1000)
out = array("H", bytearray(12))
print(adc.read_timed(out, pace), list(out))
dac.write_timed(array("H", (100, 200, 300)), tim, mode=pyb.DAC.CIRCULAR)
adc.read_timed(out, pace)
print(sorted(set(out)), out[3:] == out[:3])
# The pace is that of the timer, whatever becomes of it; DMA counts the samples in 16 bits.
dac.init(8)
dac.write(0)
dac.write_timed(bytes(range(100)), tim)
pyb.delay(12)
tim.freq(100)
pyb.delay(100)
print(adc.read() >> 4 in (19, 20, 21))
many = bytearray(65538)
many[0:3] = b"\x01\x02\x03"
tim.freq(1000)
dac.write_timed(many, tim)
pyb.delay(10)
print(adc.read() >> 4)
dac.deinit()
print(adc.read())


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(repr(e))


attempt(lambda: pyb.DAC(3))
attempt(lambda: pyb.DAC("X1"))
attempt(lambda: pyb.DAC(1, bits=10))
attempt(lambda: dac.write_timed(b"1", pyb.Timer(3, freq=5)))
attempt(lambda: dac.write_timed(b"1", None))
# expect: DAC(1, bits=12) <ADC on X5 channel=4> Pin(Pin.cpu.A4, mode=Pin.ANALOG) True
# expect: 0 0 0
# expect: 1 1 16
# expect: 2048 2048 32776
# expect: 4095 4095 65535
# expect: DAC(1, bits=8) 4080
# expect: 0 True [4, 4, 4, 4, 4, 4]
# expect: 6 True
# expect: 12 [5, 5, 100, 200, 300, 300]
# expect: [100, 200, 300] True
# expect: True
# expect: 2
# expect: 0
# expect: ValueError("DAC(3) doesn't exist",)
# expect: ValueError("Pin(A0) doesn't have DAC capabilities",)
# expect: ValueError('unsupported bits',)
# expect: ValueError('Timer does not support DAC triggering',)
# expect: ValueError('need a Timer object',)
# differs: the oracle has no pyb

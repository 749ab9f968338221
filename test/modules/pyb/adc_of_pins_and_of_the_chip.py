# board: pybv11
import machine
import pyb
from array import array
from pyb import ADC, ADCAll, Pin

print(ADC(Pin("X19")), ADC("X1"), ADC(16), ADC(17), ADC(0))
# The supply, ground, and a pin that an output drives.
out = Pin("X2", Pin.OUT_PP)
a = ADC("X1")
print(a.read(), ADC(1).read(), Pin("X2").mode() == Pin.ANALOG)
print(ADC(17).read(), ADC(16).read(), ADC(18).read())
every = ADCAll(12)
print(every, every.read_channel(17), round(every.read_core_temp()), every.read_core_vbat(), every.read_core_vref(), every.read_vref())
print([ADCAll(bits, 0).read_channel(17) for bits in (6, 8, 10, 12)])
# Bytes take the upper 8 bits; the number of bytes is answered; a rate uses TIM6, whose setting up is an update: the first sample comes at once.
small, large = bytearray(4), array("i", [-1] * 4)
start = pyb.millis()
print(ADC(17).read_timed(small, 100), small, pyb.elapsed_millis(start) in (29, 30, 31))
print(ADC(17).read_timed(large, pyb.Timer(7, freq=1000)), large)
one, two = array("H", bytearray(6)), array("H", bytearray(6))
print(ADC.read_timed_multi((ADC(17), ADC(18)), (one, two), pyb.Timer(7, freq=1000)), one, two)
print(ADC.read_timed_multi((ADC(17), ADC(18)), (one, two), pyb.Timer(7, freq=100000)), "too fast")
print(machine.ADC("X1"), machine.ADC(machine.ADC.CORE_VREF), machine.ADC(machine.ADC.CORE_VREF).read_u16())
print(machine.ADC(machine.ADC.VREF).read_u16(), machine.ADC(machine.ADC.CORE_TEMP).read_u16())


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(repr(e))


attempt(lambda: ADC("X18"))
attempt(lambda: machine.ADC("X18"))
attempt(lambda: ADC(19))
attempt(lambda: ADCAll(11))
attempt(lambda: a.read_timed(small, "1"))
attempt(lambda: a.read_timed(b"12", 10))
attempt(lambda: a.read_timed(small, pyb.Timer(8)))
attempt(lambda: a.read_timed(small, pyb.Timer(9, freq=50, callback=print)))
pyb.Timer(9).deinit()
attempt(lambda: ADC.read_timed_multi((), (), pyb.Timer(7)))
attempt(lambda: ADC.read_timed_multi((a,), (), pyb.Timer(7)))
attempt(lambda: ADC.read_timed_multi((a, a), (small, large), pyb.Timer(7)))
# expect: <ADC on Pin(Pin.cpu.C0, mode=Pin.ANALOG) channel=10> <ADC on X1 channel=0> <ADC on 16 channel=16> <ADC on 17 channel=17> <ADC on 0 channel=0>
# expect: 0 0 True
# expect: 1502 943 2048
# expect: <ADCAll> 1502 25 3.3008058 1.210403 3.3
# expect: [23, 93, 375, 1502]
# expect: 4 bytearray(b']]]]') True
# expect: 16 array('i', [1502, 1502, 1502, 1502])
# expect: True array('H', [1502, 1502, 1502]) array('H', [2048, 2048, 2048])
# expect: False too fast
# expect: <ADC1 channel=0> <ADC1 channel=256> 24037
# expect: 65535 15091
# expect: ValueError("Pin(C13) doesn't have ADC capabilities",)
# expect: ValueError('Pin(C13) does not have ADC capabilities',)
# expect: ValueError('not a valid ADC Channel: 19',)
# expect: ValueError('resolution 11 not supported',)
# expect: ValueError('need a Timer object',)
# expect: TypeError('object with buffer protocol required',)
# expect: NotImplementedError('pyb.ADC: waiting for a timer that is stopped or has a callback (the board hangs) is not simulated',)
# expect: NotImplementedError('pyb.ADC: waiting for a timer that is stopped or has a callback (the board hangs) is not simulated',)
# expect: ValueError('need at least 1 ADC',)
# expect: ValueError('length of ADC and buffer lists differ',)
# expect: ValueError('size and type of buffers must match',)
# differs: the oracle has no pyb

# board: pybv11
import pyb
from stm import *


def store(address, value):
    mem32[address] = value


def attempt(f):
    try:
        f()
    except Exception as e:
        print(repr(e))


# TIM3 counts milliseconds; TIM4 counts its updates.
millis = pyb.Timer(3, prescaler=83, period=999)
seconds = pyb.Timer(4, prescaler=0, period=99)
mem32[TIM3 + TIM_CR2] = 2 << 4
mem32[TIM4 + TIM_SMCR] = 2 << 4 | 7
seconds.counter(0)
pyb.delay(50)
print(mem32[TIM3 + TIM_CR2] >> 4, hex(mem32[TIM4 + TIM_SMCR]), 49 <= seconds.counter() <= 50)
# EGR is an update of the master, too.
mem32[TIM3 + TIM_CR1] = 0
before = seconds.counter()
mem32[TIM3 + TIM_EGR] = 1
print(seconds.counter() - before, mem32[TIM3 + TIM_SR] & 1)

# An encoder, set up by the firmware, is one of these modes.
encoder = pyb.Timer(2, prescaler=0, period=0xFFFF)
encoder.channel(1, pyb.Timer.ENC_AB)
print(mem32[TIM2 + TIM_SMCR])
# Pin X1 counts its own edges: TIM2_CH1.
pin = pyb.Pin("X1", pyb.Pin.AF_PP, af=pyb.Pin.AF1_TIM2)
mem32[TIM2 + TIM_SMCR] = 4 << 4 | 7
encoder.counter(0)
pin.init(pyb.Pin.AF_PP, pull=pyb.Pin.PULL_UP, af=pyb.Pin.AF1_TIM2)
pin.init(pyb.Pin.AF_PP, pull=pyb.Pin.PULL_NONE, af=pyb.Pin.AF1_TIM2)
print(encoder.counter())

# What is not simulated, or not there.
attempt(lambda: mem32[TIM2 + TIM_CCMR1])
pyb.Timer(9, freq=100)
mem32[TIM9 + TIM_SMCR] = 1 << 4 | 7
for address, value in (
    (TIM2 + TIM_SMCR, 1 << 8),
    (TIM9 + TIM_SMCR, 3),
    (TIM3 + TIM_CR2, 1 << 7),
    (TIM6 + TIM_CR2, 4 << 4),
    (TIM3 + TIM_CR1, 9),
    (TIM3 + TIM_DIER, 3),
    (TIM6 + TIM_SMCR, 0),
):
    attempt(lambda: store(address, value))
# expect: 2 0x27 True
# expect: 1 1
# expect: 3
# expect: 2
# expect: NotImplementedError('memory at 0x40000018 is not simulated: TIM2 + TIM_CCMR1',)
# expect: NotImplementedError('memory at 0x40000008 is not simulated: ETF of TIM2 + TIM_SMCR',)
# expect: NotImplementedError('memory at 0x40014008 is not simulated: reserved SMS of TIM9 + TIM_SMCR',)
# expect: NotImplementedError('memory at 0x40000404 is not simulated: all but MMS of TIM3 + TIM_CR2',)
# expect: NotImplementedError('memory at 0x40001004 is not simulated: reserved MMS of TIM6 + TIM_CR2',)
# expect: NotImplementedError('memory at 0x40000400 is not simulated: OPM of TIM3 + TIM_CR1',)
# expect: NotImplementedError('memory at 0x4000040c is not simulated: all but UIE of TIM3 + TIM_DIER',)
# expect: NotImplementedError('memory at 0x40001008 is not simulated: TIM6 + TIM_SMCR',)
# differs: the oracle has no pyb

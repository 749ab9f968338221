# board: pybv11
import pyb
from stm import *

CR1, EGR = TIM4 + TIM_CR1, TIM4 + TIM_EGR


def store(address, value):
    try:
        mem32[address] = value
    except NotImplementedError as e:
        print(e)


# How it counts is the firmware's to set: what is read can be written back.
for mode in (pyb.Timer.UP, pyb.Timer.DOWN, pyb.Timer.CENTER):
    tim = pyb.Timer(4, prescaler=83, period=999, mode=mode)
    value = mem32[CR1]
    print(hex(value))
    mem32[CR1] = value
    store(CR1, value ^ 0x60)
    store(CR1, value ^ 0x200)
# In center mode DIR shows the way; otherwise it chooses it.
mem32[CR1] ^= 0x10
tim = pyb.Timer(4, prescaler=83, period=999)
store(CR1, 0x91)
# An update can be asked for, other events cannot.
for bit in range(8):
    store(EGR, 1 << bit)
# ARPE: without it a new period is used at once.
mem32[CR1] = 0x81
mem32[TIM4 + TIM_CNT] = 0
mem32[TIM4 + TIM_ARR] = 1999
pyb.udelay(1200)
print(tim.counter() < 300)
mem32[TIM4 + TIM_ARR] = 4999
mem32[CR1] = 1
print(hex(mem32[CR1]))
pyb.udelay(2200)
print(tim.counter() > 2000)
# Without a clock nothing is read or written.
mem32[RCC + RCC_APB1ENR] &= ~4
mem32[CR1] = 0xFFFF
mem32[EGR] = 0xFFFF
print(mem32[CR1])
# expect: 0x81
# expect: memory at 0x40000800 is not simulated: CMS of TIM4 + TIM_CR1
# expect: memory at 0x40000800 is not simulated: CKD of TIM4 + TIM_CR1
# expect: 0x91
# expect: memory at 0x40000800 is not simulated: CMS of TIM4 + TIM_CR1
# expect: memory at 0x40000800 is not simulated: CKD of TIM4 + TIM_CR1
# expect: 0xa1
# expect: memory at 0x40000800 is not simulated: CMS of TIM4 + TIM_CR1
# expect: memory at 0x40000800 is not simulated: CKD of TIM4 + TIM_CR1
# expect: memory at 0x40000800 is not simulated: DIR of TIM4 + TIM_CR1
# expect: memory at 0x40000814 is not simulated: CC1G of TIM4 + TIM_EGR
# expect: memory at 0x40000814 is not simulated: CC2G of TIM4 + TIM_EGR
# expect: memory at 0x40000814 is not simulated: CC3G of TIM4 + TIM_EGR
# expect: memory at 0x40000814 is not simulated: CC4G of TIM4 + TIM_EGR
# expect: memory at 0x40000814 is not simulated: COMG of TIM4 + TIM_EGR
# expect: memory at 0x40000814 is not simulated: TG of TIM4 + TIM_EGR
# expect: memory at 0x40000814 is not simulated: BG of TIM4 + TIM_EGR
# expect: True
# expect: 0x1
# expect: True
# expect: 0
# differs: the oracle has no pyb

# board: pybv11
from pyb import Timer, udelay
from stm import *

CR1, CEN, DIR, CMS = TIM4 + TIM_CR1, 1, 1 << 4, 3 << 5


def state():
    value = mem32[CR1]
    return [int(bool(value & bit)) for bit in (CEN, DIR, CMS, 1 << 7)]


# deinit() clears the whole register: how it counted, too. The count stays.
for mode in (Timer.DOWN, Timer.CENTER):
    tim = Timer(4, prescaler=83, period=9999, mode=mode)
    tim.counter(6000)
    before = state()
    tim.deinit()
    print(before, state(), 5000 < mem32[TIM4 + TIM_CNT] < 7000)
    # Started by its register it counts up.
    mem32[TIM4 + TIM_CNT] = 100
    mem32[CR1] = CEN
    udelay(500)
    print(mem32[TIM4 + TIM_CNT] > 500, tim)
# A callback shows what was set up last, though it counts up.
tim.callback(print)
print(str(tim).split(", ")[4], state())
tim.deinit()

# In center mode DIR is the counter's: which way it runs now.
tim = Timer(4, prescaler=83, period=999, mode=Timer.CENTER)
ways = []
for i in range(4):
    udelay(500)
    ways.append((state()[1], tim.counter() > 500))
    udelay(500)
print(ways)
mem32[CR1] = mem32[CR1] & ~CEN
print(state())
tim.deinit()
# expect: [1, 1, 0, 1] [0, 0, 0, 0] True
# expect: True Timer(4)
# expect: [1, 0, 1, 1] [0, 0, 0, 0] True
# expect: True Timer(4)
# expect: mode=CENTER [1, 0, 0, 0]
# expect: [(0, True), (1, False), (0, True), (1, False)]
# expect: [0, 0, 1, 1]
# differs: the oracle has no pyb

# board: pybv11
import pyb
import stm
from pyb import Pin, Timer


def drive(name, level):
    Pin(name, Pin.ALT, alt=Pin.AF2_TIM4, pull=Pin.PULL_UP if level else Pin.PULL_DOWN)


def turn():
    for name, level in (("X9", 1), ("X10", 1), ("X9", 0), ("X10", 0)):
        drive(name, level)
        print(tim.counter(), stm.mem32[stm.TIM4 + stm.TIM_CCR1], stm.mem32[stm.TIM4 + stm.TIM_CCR2])


drive("X9", 0)
drive("X10", 0)
tim = Timer(4, prescaler=0, period=99)
# Both channels become inputs, and capture the counter at the edges that the polarity tells; its number does not matter.
ch = tim.channel(3, Timer.ENC_AB)
turn()
turn()
print(ch.capture(), ch)
ch = tim.channel(1, Timer.ENC_AB, polarity=Timer.FALLING)
turn()
print(ch.capture())
# The firmware enables no interrupt for an encoder, and does not look at a callback that it is given.
ch.callback(print)
tim.channel(2, Timer.ENC_AB, callback=42)
turn()
try:
    ch.callback(42)
except ValueError as e:
    print(e)
# A channel that has had a callback before goes on calling it.
seen = []
tim.channel(1, Timer.OC_TIMING, callback=lambda tim: seen.append(tim.counter()))
tim.channel(2, Timer.ENC_A)
turn()
print(seen)
# It begins with the period with which the timer was set up; the F4's library leaves ARPE as it is.
tim.period(9)
tim.prescaler(3)
tim.channel(1, Timer.ENC_AB)
print(tim.period(), tim.prescaler(), tim.counter(), hex(stm.mem32[stm.TIM4 + stm.TIM_CR1]))
# A period of 0 blocks the counter.
Timer(4, prescaler=0, period=0).channel(1, Timer.ENC_AB)
drive("X9", 1)
print(tim.counter())
for mode in (12, -1, 268):
    try:
        tim.channel(1, mode)
    except ValueError as e:
        print(e)
# expect: 1 0 0
# expect: 2 0 1
# expect: 3 0 1
# expect: 4 0 1
# expect: 5 4 1
# expect: 6 4 5
# expect: 7 4 5
# expect: 8 4 5
# expect: 0 TimerChannel(timer=4, channel=3, mode=ENC_AB)
# expect: 1 4 5
# expect: 2 4 5
# expect: 3 2 5
# expect: 4 2 3
# expect: 2
# expect: 1 0 3
# expect: 2 0 1
# expect: 3 0 1
# expect: 4 0 1
# expect: callback must be None or a callable object
# expect: 1 0 1
# expect: 1 0 1
# expect: 2 0 1
# expect: 2 0 1
# expect: [1]
# expect: 99 0 0 0x81
# expect: 0
# expect: invalid mode (12)
# expect: invalid mode (255)
# expect: invalid mode (12)
# differs: the oracle has no pyb

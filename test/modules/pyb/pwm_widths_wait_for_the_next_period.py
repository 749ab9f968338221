# board: pybv11
import pyb
import stm

pin = pyb.Pin("X1")
tim = pyb.Timer(2, prescaler=83, period=9999)  # 10 ms, in microseconds
ch = tim.channel(1, pyb.Timer.PWM, pin=pin, pulse_width=5000)


def at(us):
    while tim.counter() < us:
        pass
    return pin.value()


def next_period():
    while tim.counter() > 100:
        pass


# ST's library sets OCxPE: the width is there to be read at once, and used from the next period on.
print(at(1000))
ch.pulse_width(2000)
print(ch.pulse_width(), at(3000), at(6000))
next_period()
print(at(1000), at(3000))
stm.mem32[stm.TIM2 + stm.TIM_CCR1] = 9000
ch.pulse_width(8000)
print(stm.mem32[stm.TIM2 + stm.TIM_CCR1], at(5000))
next_period()
print(at(7000), at(8500))
# A period and a width that are set together take effect together.
tim.period(4999)
ch.pulse_width_percent(50)
print(ch.pulse_width(), at(9000))
next_period()
print(at(2000), at(3000), at(4500))
# An update that is asked for takes the width.
ch.pulse_width(4000)
print(pin.value())
stm.mem32[stm.TIM2 + stm.TIM_EGR] = 1
print(at(3000), at(4500))
# A channel that is set up anew as a PWM, or becomes an output compare, goes on waiting.
next_period()
ch = tim.channel(1, pyb.Timer.PWM, pulse_width=0)
print(at(1000))
next_period()
print(at(1000))
tim.channel(1, pyb.Timer.OC_TOGGLE, compare=3000)
ch = tim.channel(1, pyb.Timer.OC_TOGGLE, compare=2000)
print(at(4500))
next_period()
print(at(1000), at(2500))
# One that has captured meanwhile does not.
tim.channel(1, pyb.Timer.IC)
tim.channel(1, pyb.Timer.OC_TOGGLE, compare=4900)
next_period()
ch = tim.channel(1, pyb.Timer.OC_TOGGLE)
ch.compare(3000)
before = at(2500)
print(at(3500) != before)
# expect: 1
# expect: 2000 1 0
# expect: 1 0
# expect: 8000 0
# expect: 1 0
# expect: 2500 0
# expect: 1 0 0
# expect: 0
# expect: 1 0
# expect: 1
# expect: 0
# expect: 0
# expect: 0 1
# expect: True
# differs: the oracle has no pyb

# board: pybv11
import stm
from machine import PWM, Pin
from pyb import Timer

pwm = PWM("X2", freq=100, duty_u16=32768)  # TIM5
pin = Pin("X2")
tim = Timer(5)


def at(us):
    while tim.counter() < us * 84:
        pass
    return pin.value()


def next_period():
    while tim.counter() > 8400:
        pass


# A new duty and a new frequency are used together from the next period on.
print(at(1000), at(7000))
next_period()
at(1000)
pwm.duty_u16(6554)
print(pwm.duty_u16(), at(3000), at(6000))
next_period()
print(at(500), at(1500))
pwm.freq(200)
pwm.duty_u16(49152)
print(pwm.freq(), pwm.duty_u16(), at(3000), at(9000))
next_period()
print(at(3000), at(4000))
# So is the first duty of another channel of a timer that runs.
other = PWM("X1", duty_u16=65535)
pin = Pin("X1")
print(other.freq(), at(4900))
next_period()
print(at(500), at(4900))
# The duty is what the register holds, and a channel that is off takes it, too.
stm.mem32[stm.TIM5 + stm.TIM_CCR1] = 42000
print(other.duty_u16(), other.duty_ns())
other.deinit()
print(pin.value(), other.duty_u16())
stm.mem32[stm.TIM5 + stm.TIM_CCR1] = 420000
next_period()
other.init()
print(pin.value(), other.duty_ns())
# A timer that stands still starts at once.
pwm.deinit()
other.deinit()
print(stm.mem32[stm.TIM5 + stm.TIM_CR1])
pwm = PWM("X1", freq=100, duty_u16=32768)
print(at(100), at(6000))
# A channel that something else has switched on becomes a PWM as soon as a PWM is made of it.
tim.channel(1, Timer.OC_FORCED_INACTIVE, polarity=Timer.LOW, compare=420000)
next_period()
print(at(1000))
PWM("X1")
print(at(2000), at(6000), pwm.duty_u16())
# expect: 1 0
# expect: 6554 1 0
# expect: 1 0
# expect: 200 49152 0 0
# expect: 1 0
# expect: 200 0
# expect: 1 1
# expect: 6554 500000
# expect: 0 6554
# expect: 1 5000000
# expect: 128
# expect: 1 0
# expect: 1
# expect: 0 1 32768
# differs: the oracle has no machine

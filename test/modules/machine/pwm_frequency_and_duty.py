# board: pybv11
import time
from machine import PWM, Pin

pwm = PWM(Pin("Y9"))
print(pwm, pwm.freq(), pwm.duty_u16(), pwm.duty_ns())
pwm.duty_u16(32768)
print(pwm.freq(), pwm.duty_u16())
# A new frequency leaves the duty as it was wanted; a width in time stays a width.
for hz in (1000, 50, 3):
    pwm.freq(hz)
    print(hz, pwm.freq(), pwm.duty_u16(), pwm.duty_ns())
pwm.init(freq=1000, duty_ns=250_000)
print(pwm.duty_ns(), pwm.duty_u16())
pwm.freq(2000)
print(pwm.duty_ns(), pwm.duty_u16())
print(pwm is PWM("Y9"), PWM("X1"), PWM("X1", freq=100).freq(), PWM("X1").duty_u16())
# The channels of a timer share the frequency.
a, b = PWM("Y3", freq=1000, duty_u16=1000), PWM("Y4", freq=500, duty_u16=2000)
print(a, b, a.freq(), a.duty_u16(), b.duty_u16())
a.duty_u16(70000)
print(a.duty_u16())
a.duty_u16(0)
a.duty_u16(-1)
print(a.duty_u16(), "what is negative is more than all")
c = PWM("X2", freq=1000, duty_u16=65535, invert=1)
time.sleep_ms(11)  # The timer has been running at 100 Hz, and uses the new values from its next period on.
print(c, Pin("X2").value())
c.init(invert=0)
print(Pin("X2"), Pin("X2").value())
a.deinit()
b.deinit()


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(repr(e))


attempt(lambda: PWM("X17"))
attempt(lambda: PWM("X22"))
attempt(lambda: pwm.freq(0))
attempt(lambda: pwm.freq(100_000_000))
attempt(lambda: PWM("Y9", 1000, 5))
# expect: <PWM TIM2_CH3> 0 0 0
# expect: 0 0
# expect: 1000 1000 32768 500012
# expect: 50 50 32768 10000155
# expect: 3 3 32768 166669214
# expect: 250000 16384
# expect: 250000 32768
# expect: True <PWM TIM5_CH1> 100 0
# expect: <PWM TIM10_CH1> <PWM TIM11_CH1> 1000 1001 1999
# expect: 65535
# expect: 65535 what is negative is more than all
# expect: <PWM TIM5_CH2> 0
# expect: Pin(Pin.cpu.A1, mode=Pin.ALT, alt=Pin.AF2_TIM5) 1
# expect: <PWM TIM2_CH2>
# expect: ValueError("Pin(C3) doesn't have PWM capabilities",)
# expect: ValueError('freq too small',)
# expect: ValueError('freq too large',)
# expect: TypeError('extra positional arguments given',)
# differs: the oracle has no machine

# board: pybv11
import pyb

s = pyb.Servo(2)
print(s, s is pyb.Servo(2), pyb.Pin("X2"))
s.angle(45)
print(s.angle(), s.pulse_width(), s)
s.speed(-100)
print(s.speed(), s.pulse_width())
s.pulse_width(3000)
print(s.pulse_width(), "no more than the calibration allows")
s.angle(-45)
# The second step comes at once: the timer has overflowed before, and its flag is still set.
s.angle(45, 100)
seen = []
for _ in range(7):
    seen.append(s.pulse_width())
    pyb.delay(20)
print(seen)
s.calibration(500, 2500, 1000)
print(s.calibration())
s.calibration(500, 2500, 1500, 2500, 2600)
print(s.calibration())
s.angle(90)
print(s.pulse_width(), pyb.Timer(5).period(), pyb.Timer(5).prescaler())
pyb.servo(2, 999)
pyb.pwm(3999, 200)
print(pyb.Timer(5).period(), s.pulse_width())
for f in (lambda: pyb.Servo(5), lambda: pyb.Servo(0), lambda: s.calibration(1)):
    try:
        f()
    except Exception as e:
        print(repr(e))
# expect: <Servo 2 at 1500us> True Pin(Pin.cpu.A1, mode=Pin.ALT, alt=Pin.AF2_TIM5)
# expect: 44 1980 <Servo 2 at 1980us>
# expect: -100 800
# expect: 2420 no more than the calibration allows
# expect: [1400, 1400, 1600, 1790, 1980, 1980, 1980]
# expect: (500, 2500, 1000, 1970, 1700)
# expect: (500, 2500, 1500, 2500, 2600)
# expect: 2500 1999 839
# expect: 3999 2500
# expect: ValueError("Servo(5) doesn't exist",)
# expect: ValueError("Servo(0) doesn't exist",)
# expect: TypeError('calibration expecting 1, 4 or 6 arguments, got 2',)
# differs: the oracle has no pyb

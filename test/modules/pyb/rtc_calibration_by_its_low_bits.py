# board: pybv11
# Of a value beyond the range, the firmware looks at the 16 low bits: they switch the output of 512 Hz (`ports/stm32/rtc.c`).
import pyb

rtc = pyb.RTC()
rtc.calibration(-7)
print(rtc.calibration(0x0FFE), rtc.calibration(0x10FFE), rtc.calibration())
# expect: 0 0 -7
for value in (0x0FFF, 0x10FFF, 0x0FFC, 513, -512):
    try:
        rtc.calibration(value)
    except (NotImplementedError, ValueError) as e:
        print(repr(e))
# expect: NotImplementedError('the output of RTC.calibration is not simulated',)
# expect: NotImplementedError('the output of RTC.calibration is not simulated',)
# expect: ValueError('calibration value out of range',)
# expect: ValueError('calibration value out of range',)
# expect: ValueError('calibration value out of range',)
# differs: the oracle has no pyb

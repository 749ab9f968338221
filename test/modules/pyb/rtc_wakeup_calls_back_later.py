# board: pybv11
import pyb
import time

rtc = pyb.RTC()
made = []


def woken(line):
    made.append([line])


# The firmware does not say whether this callback is hard, and so it is soft: it may allocate, and goes on after an exception.
rtc.wakeup(10, woken)
time.sleep_ms(15)
rtc.wakeup(10, lambda line: 1 / 0)
time.sleep_ms(25)
rtc.wakeup(None)
print(made)


def hard(line):
    try:
        [line]
    except MemoryError:
        made.append(0)


# Once the line has been an ExtInt's, which is hard, it stays so.
pyb.ExtInt(22, pyb.ExtInt.IRQ_RISING, pyb.Pin.PULL_NONE, None)
rtc.wakeup(10, hard)
time.sleep_ms(15)
rtc.wakeup(None)
print(made)
pyb.ExtInt(22, pyb.ExtInt.IRQ_RISING, pyb.Pin.PULL_NONE, hard)
rtc.wakeup(10, hard)
time.sleep_ms(15)
rtc.wakeup(None)
print(made)
# Without a callback the line is enabled, too; without a time it is disabled.
rtc.wakeup(1000)
pyb.ExtInt.regs()
rtc.wakeup(None)
pyb.ExtInt.regs()
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 16, in <lambda>
# expect: ZeroDivisionError: divide by zero
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 16, in <lambda>
# expect: ZeroDivisionError: divide by zero
# expect: [[22]]
# expect: [[22]]
# expect: [[22], 0]
# expect: EXTI_IMR   00400000
# expect: EXTI_EMR   00000000
# expect: EXTI_RTSR  00400000
# expect: EXTI_FTSR  00000000
# expect: EXTI_SWIER 00000000
# expect: EXTI_PR    00000000
# expect: EXTI_IMR   00000000
# expect: EXTI_EMR   00000000
# expect: EXTI_RTSR  00400000
# expect: EXTI_FTSR  00000000
# expect: EXTI_SWIER 00000000
# expect: EXTI_PR    00000000
# differs: the oracle has no pyb

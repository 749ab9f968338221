# board: pybv11
from pyb import ExtInt, Pin


def show(what):
    print(what)
    ExtInt.regs()


# ST's library sets up the line of a pin; a line without a pin, and Pin.irq, the firmware sets up itself: events then have no edges.
ExtInt("X1", ExtInt.EVT_RISING_FALLING, Pin.PULL_NONE, print)
show("pin")
ExtInt(17, ExtInt.EVT_RISING, Pin.PULL_NONE, print)
ExtInt(18, ExtInt.IRQ_FALLING, Pin.PULL_NONE, print)
show("lines")
Pin("X2").irq(print, ExtInt.EVT_FALLING)
Pin("X3").irq(print, 0x100000)
Pin("X4").irq(print, 0x10310000)
show("irq")
for line in (-1, 15, 23):
    try:
        ExtInt(line, ExtInt.IRQ_RISING, Pin.PULL_NONE, None)
    except ValueError as e:
        print(e)
# expect: pin
# expect: EXTI_IMR   00000000
# expect: EXTI_EMR   00000001
# expect: EXTI_RTSR  00000001
# expect: EXTI_FTSR  00000001
# expect: EXTI_SWIER 00000000
# expect: EXTI_PR    00000000
# expect: lines
# expect: EXTI_IMR   00040000
# expect: EXTI_EMR   00020001
# expect: EXTI_RTSR  00000001
# expect: EXTI_FTSR  00040001
# expect: EXTI_SWIER 00000000
# expect: EXTI_PR    00000000
# expect: irq
# expect: EXTI_IMR   00040008
# expect: EXTI_EMR   00020007
# expect: EXTI_RTSR  00000009
# expect: EXTI_FTSR  00040009
# expect: EXTI_SWIER 00000000
# expect: EXTI_PR    00000000
# expect: ExtInt vector -1 >= max of 23
# expect: ExtInt vector 15 < 16, use a Pin object
# expect: ExtInt vector 23 >= max of 23
# differs: the oracle has no pyb

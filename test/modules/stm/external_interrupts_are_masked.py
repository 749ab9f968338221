# board: pybv11
from pyb import ExtInt, Pin
from stm import *

IMR, EMR, SWIER, PR = EXTI + EXTI_IMR, EXTI + EXTI_EMR, EXTI + EXTI_SWIER, EXTI + EXTI_PR
BIT = 1 << 4


def heard(line):
    print("line", line)


def edge():
    Pin.cpu.A4.init(Pin.OUT, value=0)
    Pin.cpu.A4.value(1)


def state():
    return [1 if mem32[register] & BIT else 0 for register in (IMR, EMR, SWIER, PR)]


line = ExtInt(Pin.cpu.A4, ExtInt.IRQ_RISING, Pin.PULL_DOWN, heard)
edge()  # expect: line 4
line.disable()
edge()
print("a masked edge", state())  # expect: a masked edge [0, 0, 0, 0]
line.enable()
print("is lost")  # expect: is lost

# Triggered by software while it is masked, nothing is pending either; the bit stays, and only one that was 0 triggers.
line.disable()
mem32[SWIER] = BIT
print("a masked trigger", state())  # expect: a masked trigger [0, 0, 1, 0]
line.enable()
mem32[SWIER] = BIT
print("triggers no more")  # expect: triggers no more
mem32[PR] = BIT
print("until it is cleared", state())  # expect: until it is cleared [1, 0, 0, 0]
mem32[SWIER] = BIT  # expect: line 4
print("by the interrupt, too", state())  # expect: by the interrupt, too [1, 0, 0, 0]
line.disable()
line.swint()
line.enable()
line.swint()  # expect: line 4
print("which swint() does first")  # expect: which swint() does first
line.disable()

# An event interrupts nobody.
event = ExtInt(Pin.cpu.A5, ExtInt.EVT_RISING, Pin.PULL_DOWN, heard)
BIT = 1 << 5
print("an event", state())  # expect: an event [0, 1, 0, 0]
event.swint()
event.disable()
print("masked", state())  # expect: masked [0, 0, 1, 0]
event.enable()
print("not masked", state())  # expect: not masked [0, 1, 1, 0]
event.swint()
event.disable()
# differs: the oracle has no pyb

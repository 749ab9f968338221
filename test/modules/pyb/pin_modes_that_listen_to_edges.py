# board: pybv11
from pyb import ExtInt, Pin
import stm


def registers():
    return [stm.mem32[stm.EXTI + offset] & 0xFFFF for offset in (stm.EXTI_IMR, stm.EXTI_EMR, stm.EXTI_RTSR, stm.EXTI_FTSR, stm.EXTI_PR)]


x2 = Pin("X2", Pin.IRQ_RISING)  # A1
print(x2, registers())
# The pull comes first, and is an edge.
print(Pin("X2", Pin.IRQ_FALLING, Pin.PULL_UP), registers())
print(Pin("X2", ExtInt.EVT_RISING_FALLING), registers())
try:
    Pin("X2", Pin.IRQ_RISING | 0x20000)
except ValueError as e:
    print(e)

# An edge is pending until somebody serves the line.
stm.mem32[stm.EXTI + stm.EXTI_PR] = 2
x2.init(ExtInt.IRQ_RISING_FALLING, Pin.PULL_UP)
x2.init(ExtInt.IRQ_RISING_FALLING, Pin.PULL_DOWN)
print(registers())
ExtInt("X2", ExtInt.IRQ_RISING, Pin.PULL_DOWN, lambda line: print("line", line))
print(registers())

# Another pin takes over the line of a callback, and its edges call it.
Pin("X1").irq(lambda pin: print(pin), Pin.IRQ_RISING, hard=True)
print(registers())
c0 = Pin("C0", Pin.IRQ_FALLING, Pin.PULL_UP)
print(registers())
c0.init(Pin.IRQ_FALLING, Pin.PULL_DOWN)
Pin("X1", Pin.IN, Pin.PULL_UP)
print(registers())
# expect: Pin(Pin.cpu.A1, mode=Pin.IN) [2, 0, 2, 0, 0]
# expect: Pin(Pin.cpu.A1, mode=Pin.IN, pull=Pin.PULL_UP) [2, 0, 0, 2, 2]
# expect: Pin(Pin.cpu.A1, mode=Pin.IN) [0, 2, 2, 2, 2]
# expect: invalid pin mode: 269680640
# expect: [2, 0, 2, 2, 2]
# expect: line 1
# expect: [2, 0, 2, 0, 0]
# expect: [3, 0, 3, 0, 0]
# expect: [3, 0, 2, 1, 0]
# expect: Pin(Pin.cpu.A0, mode=Pin.IN)
# expect: [3, 0, 2, 1, 0]
# differs: the oracle has no pyb

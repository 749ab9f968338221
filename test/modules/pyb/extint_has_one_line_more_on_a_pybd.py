from pyb import ExtInt
import stm

line = ExtInt(23, ExtInt.IRQ_RISING, 0, lambda line: print("line", line))
print(line, line.line())
# The firmware has no handler for the interrupt of this line.
line.swint()
print(hex(stm.mem32[stm.EXTI + stm.EXTI_IMR]), hex(stm.mem32[stm.EXTI + stm.EXTI_PR]))
try:
    ExtInt(24, ExtInt.IRQ_RISING, 0, None)
except ValueError as e:
    print(e)
# expect: <ExtInt line=23> 23
# expect: 0x800000 0x800000
# expect: ExtInt vector 24 >= max of 24
# differs: the oracle has no pyb

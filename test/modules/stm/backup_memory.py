# board: pybv11
# The backup domain's memory by address: the same that machine.mem_backup gives, its registers by their names.
import machine
import stm

sram, registers = machine.mem_backup(-1)
stm.mem32[stm.RTC + stm.RTC_BKP1R] = 0x12345678
print(hex(registers[1]), stm.RTC_BKP19R - stm.RTC_BKP0R, hasattr(stm, "RTC_BKP20R"))
registers[19] = 7
print(stm.mem8[stm.RTC + stm.RTC_BKP19R], hex(stm.mem16[stm.RTC + stm.RTC_BKP1R + 2]))
stm.mem32[0x40024000] = 0x01020304
stm.mem8[0x40024FFF] = 9
print(sram[0], sram[3], sram[4095])
try:
    stm.mem32[stm.USART6 + stm.USART_GTPR]
except NotImplementedError as e:
    print(e)
# expect: 0x12345678 76 False
# expect: 7 0x1234
# expect: 4 1 9
# expect: memory at 0x40011418 is not simulated: USART6 + USART_GTPR
# differs: the oracle has no pyb

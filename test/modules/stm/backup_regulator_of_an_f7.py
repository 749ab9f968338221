# What programs do that keep data in the backup SRAM: open the domain, clock the SRAM, switch its regulator on and wait for it.
import stm

stm.mem32[stm.RCC + stm.RCC_APB1ENR] |= 1 << 28
stm.mem32[stm.PWR + stm.PWR_CR1] |= 1 << 8
print(hex(stm.mem32[stm.PWR + stm.PWR_CR1] & 1 << 8))
stm.mem32[stm.RCC + stm.RCC_AHB1ENR] |= 1 << 18
print(hex(stm.mem32[stm.PWR + stm.PWR_CSR1]))
stm.mem32[stm.PWR + stm.PWR_CSR1] |= 1 << 9
while not stm.mem32[stm.PWR + stm.PWR_CSR1] & 1 << 3:
    pass
print(hex(stm.mem32[stm.PWR + stm.PWR_CSR1]), hex(stm.mem32[stm.PWR + stm.PWR_CSR2]))
# expect: 0x100
# expect: 0x0
# expect: 0x208 0x0
# differs: the oracle has no stm

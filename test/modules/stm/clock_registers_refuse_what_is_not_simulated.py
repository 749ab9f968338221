import machine
from stm import *

CR, CFGR, ACR = RCC + RCC_CR, RCC + RCC_CFGR, FLASH + FLASH_ACR


def store(address, value):
    try:
        mem32[address] = value
    except NotImplementedError as e:
        print(e)


# What is read can be written back.
for address in (CR, CFGR, ACR):
    mem32[address] = mem32[address]
# While SYSCLK comes from the PLL, that cannot be switched off, nor can the crystal that drives it: the chip ignores it.
store(CR, mem32[CR] & ~0x01010000)
print(hex(mem32[CR]))
# expect: 0x3030080
for bits in (0x80, 1 << 19, 1 << 26, 1 << 28):
    store(CR, mem32[CR] ^ bits)
# expect: memory at 0x40023800 is not simulated: HSITRIM of RCC + RCC_CR
# expect: memory at 0x40023800 is not simulated: CSSON of RCC + RCC_CR
# expect: memory at 0x40023800 is not simulated: PLLI2SON of RCC + RCC_CR
# expect: memory at 0x40023800 is not simulated: PLLSAION of RCC + RCC_CR
for bits in (1, 0x80, 0x400, 0x2000, 3 << 30):
    store(CFGR, mem32[CFGR] ^ bits)
# expect: memory at 0x40023808 is not simulated: SW of RCC + RCC_CFGR
# expect: memory at 0x40023808 is not simulated: HPRE of RCC + RCC_CFGR
# expect: memory at 0x40023808 is not simulated: PPRE1 of RCC + RCC_CFGR
# expect: memory at 0x40023808 is not simulated: PPRE2 of RCC + RCC_CFGR
# expect: memory at 0x40023808 is not simulated: MCO2 of RCC + RCC_CFGR
for bits in (1, 0x100, 0x200):
    store(ACR, mem32[ACR] ^ bits)
# expect: memory at 0x40023c00 is not simulated: LATENCY of FLASH + FLASH_ACR
# expect: memory at 0x40023c00 is not simulated: PRFTEN of FLASH + FLASH_ACR
# expect: memory at 0x40023c00 is not simulated: ARTEN of FLASH + FLASH_ACR
machine.freq(25000000)  # The crystal.
store(CR, mem32[CR] & ~0x01010000)
# expect: memory at 0x40023800 is not simulated: PLLON of RCC + RCC_CR
# differs: the oracle has no registers

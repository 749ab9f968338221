# board: pybv11
# Wishes are words without a sign; 216 MHz is the most that there is a setting for. The dividers of APB1 and APB2 follow from what the divider of
# AHB makes of the wished SYSCLK, not from the wished HCLK.
import machine
import stm


def freq(*wishes):
    machine.freq(*wishes)
    print(*(hz / 1000000 for hz in machine.freq()))


freq(168000000)
# expect: 168.0 168.0 42.0 84.0
freq(168000000, 100000000, 42000000, 84000000)
# expect: 168.0 168.0 42.0 84.0
freq(168000000, 50000000, 42000000, 42000000)
# expect: 168.0 42.0 42.0 42.0
freq(100000000, 25000000, 6250000, 25000000)
# expect: 96.0 24.0 6.0 24.0
# What is divided by 0 is 0 to the processor, and the divider is 1.
freq(84000000, 0, 42000000, 0)
# expect: 84.0 84.0 42.0 84.0
freq(-1, 168000000)
# expect: 216.0 3.375 3.375 3.375
freq(-4)
# expect: 216.0 216.0 216.0 216.0
# At the frequencies of the two oscillators the PLL is not SYSCLK's source (SW and SWS of RCC_CFGR).
# The firmware has switched the internal one off (`powerctrl_disable_hsi_if_unused`), which HSION and HSIRDY of RCC_CR tell.
print(hex(stm.mem32[stm.RCC + stm.RCC_CR]))
# expect: 0x3030080
stm.mem32[stm.RCC + stm.RCC_CR] |= 1
print(hex(stm.mem32[stm.RCC + stm.RCC_CR]))
# expect: 0x3030083
for mhz in 12, 16, 24:
    machine.freq(mhz * 1000000)
    print(stm.mem32[stm.RCC + stm.RCC_CFGR] & 15)
# expect: 5
# expect: 0
# expect: 10
try:
    freq(1000000)
except ValueError as e:
    print(e)
# expect: invalid freq
# differs: the oracle has no machine.freq

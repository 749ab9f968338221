# board: pybv11
# For an F4 LATENCY of FLASH_ACR does not depend on the PLL's frequency (`powerctrl_rcc_clock_config_pll`); without the PLL it is 1.
import machine
import stm

for mhz in 168, 24, 12, 84:
    machine.freq(mhz * 1000000)
    print(hex(stm.mem32[stm.FLASH + stm.FLASH_ACR]))
# expect: 0x705
# expect: 0x705
# expect: 0x701
# expect: 0x705
# differs: the oracle has no machine.freq

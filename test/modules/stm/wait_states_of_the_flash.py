# The firmware sets LATENCY of FLASH_ACR (`powerctrl_rcc_clock_config_pll`): for an F7 a wait for each 30 MHz beyond the first.
import machine
import stm


def acr():
    return hex(stm.mem32[stm.FLASH + stm.FLASH_ACR])


print(acr())
# expect: 0x204
for mhz in 30, 48, 60, 84, 120, 144, 168, 192, 216, 25:
    machine.freq(mhz * 1000000)
    print(machine.freq()[0] // 1000000, acr())
# expect: 30 0x200
# expect: 48 0x201
# expect: 60 0x201
# expect: 84 0x202
# expect: 120 0x203
# expect: 144 0x204
# expect: 168 0x205
# expect: 192 0x206
# expect: 216 0x207
# expect: 25 0x201
# differs: the oracle has no machine.freq

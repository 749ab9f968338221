# board: pybv11
# The register of the tamper pins keeps how they would be watched, protected or not; to watch one is not simulated.
from stm import *

TAFCR = RTC + RTC_TAFCR
print(mem32[TAFCR])
# expect: 0
mem32[TAFCR] = 0x8002 | 4 << 8 | 1 << 11
print(hex(mem32[TAFCR]))
# expect: 0x8c02
mem32[TAFCR] = -1 ^ 0b1001
print(hex(mem32[TAFCR]))
# expect: 0x7ff96
for pin in (1, 8):
    try:
        mem32[TAFCR] = 4 | pin
    except NotImplementedError as e:
        print(e)
# expect: memory at 0x40002840 is not simulated: TAMP1E of RTC + RTC_TAFCR
# expect: memory at 0x40002840 is not simulated: TAMP2E of RTC + RTC_TAFCR
print(hex(mem32[TAFCR]))
# expect: 0x7ff96
# differs: the oracle has no board

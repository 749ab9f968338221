# The chip's registers lie in the same memory.
import pyb
import stm
import uctypes

port = uctypes.struct(
    stm.GPIOA,
    {
        "ODR": uctypes.UINT32 | stm.GPIO_ODR,
        "BSRR": (uctypes.ARRAY | stm.GPIO_BSRR, uctypes.UINT16 | 2),
        "pin13": uctypes.BFUINT32 | stm.GPIO_ODR | 13 << uctypes.BF_POS | 1 << uctypes.BF_LEN,
    },
)
red = pyb.LED(1)
red.off()
before = port.pin13
red.on()
print(before, port.pin13, port.ODR >> 13 & 1)
port.BSRR[1] = 1 << 13
print(port.pin13)
port.pin13 = 1
print(port.ODR == stm.mem32[stm.GPIOA + stm.GPIO_ODR], uctypes.bytes_at(stm.GPIOA + stm.GPIO_ODR, 2)[1] >> 5 & 1)
try:
    uctypes.bytes_at(stm.GPIOA + 0x50, 4)
except NotImplementedError as e:
    print(e)
# board: pybv11
# expect: 0 1 1
# expect: 0
# expect: True 1
# expect: memory at 0x40020050 is not simulated: GPIOA + 0x50
# differs: the oracle has no registers

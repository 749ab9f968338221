# Pointers reach the registers of the chip: a store does what it does through machine.mem32.
# differs: the oracle has no machine code
import machine
import stm
from pyb import Pin

pin = Pin("X1", Pin.OUT)
X1 = 0  # PA0


@micropython.viper
def high(n: int):
    ptr32(stm.GPIOA + stm.GPIO_BSRR)[0] = 1 << n


@micropython.viper
def low(n: int):
    bsrr = ptr16(int(stm.GPIOA) + int(stm.GPIO_BSRR))
    bsrr[1] = 1 << n


@micropython.viper
def level(n: int) -> int:
    gpio = ptr32(stm.GPIOA)
    return (gpio[4] >> n) & 1


X1 = pin.pin()
high(X1)
print(pin.value(), level(X1), machine.mem32[stm.GPIOA + stm.GPIO_IDR] >> X1 & 1)  # expect: 1 1 1
low(X1)
print(pin.value(), level(X1))  # expect: 0 0


@micropython.viper
def toggle(n: int, times: int):
    odr = ptr16(stm.GPIOA + stm.GPIO_ODR)
    for _ in range(times):
        odr[0] ^= 1 << n


toggle(X1, 7)
print(pin.value())  # expect: 1

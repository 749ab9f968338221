# board: pybv11
import machine
import pyb
import stm

print(stm.mem32 is machine.mem32, hex(stm.GPIOA), hex(stm.TIM4), stm.GPIO_ODR, stm.TIM_CCR1, hex(stm.RNG))
# Pins: set, reset, both at once; read back as whole, half and byte.
pin = pyb.Pin("Y9", pyb.Pin.OUT_PP)
stm.mem32[stm.GPIOB + stm.GPIO_BSRR] = 1 << 10
print(pin.value(), stm.mem32[stm.GPIOB + stm.GPIO_IDR] >> 10 & 1, stm.mem8[stm.GPIOB + stm.GPIO_ODR + 1] & 4)
stm.mem16[stm.GPIOB + stm.GPIO_BSRRH] = 1 << 10
print(pin.value())
stm.mem32[stm.GPIOB + stm.GPIO_BSRR] = 1 << 26 | 1 << 10
print(pin.value())
stm.mem16[stm.GPIOB + stm.GPIO_ODR] ^= 1 << 10
print(pin.value())
# Mode, output type and pull of pin 10.
stm.mem32[stm.GPIOB + stm.GPIO_OTYPER] |= 1 << 10
stm.mem32[stm.GPIOB + stm.GPIO_PUPDR] |= 1 << 20
print(pin)
stm.mem32[stm.GPIOB + stm.GPIO_MODER] &= ~(3 << 20)
print(pin, pin.value())
stm.mem32[stm.GPIOB + stm.GPIO_MODER] |= 2 << 20
stm.mem32[stm.GPIOB + stm.GPIO_AFR1] = 1 << 8
print(pin)
# A timer: its counter, its compare register, stop and go.
tim = pyb.Timer(4, prescaler=83, period=9999)
channel = tim.channel(1, pyb.Timer.PWM, pulse_width=2500)
print(stm.mem32[stm.TIM4 + stm.TIM_PSC], stm.mem32[stm.TIM4 + stm.TIM_ARR], stm.mem32[stm.TIM4 + stm.TIM_CCR1])
stm.mem32[stm.TIM4 + stm.TIM_CCR1] = 5000
print(channel.pulse_width_percent())
stm.mem32[stm.TIM4 + stm.TIM_CR1] &= ~1
stm.mem32[stm.TIM4 + stm.TIM_CNT] = 77
pyb.delay(3)
# The flag has been set since the timer was set up, which is an update.
print(tim.counter(), stm.mem32[stm.TIM4 + stm.TIM_SR] & 1)
stm.mem32[stm.TIM4 + stm.TIM_SR] = 0
stm.mem32[stm.TIM4 + stm.TIM_CR1] |= 1
pyb.delay(12)
print(tim.counter() > 1000, stm.mem32[stm.TIM4 + stm.TIM_SR] & 1)
stm.mem32[stm.TIM4 + stm.TIM_SR] = 0
print(stm.mem32[stm.TIM4 + stm.TIM_SR] & 1)
# Which timers have a clock; a timer without one ignores writes.
print(bin(stm.mem32[stm.RCC + stm.RCC_APB1ENR] & 0b111))
stm.mem32[stm.TIM3 + stm.TIM_CNT] = 5
print(stm.mem32[stm.TIM3 + stm.TIM_CNT])
stm.mem32[stm.RCC + stm.RCC_APB1ENR] |= 2
stm.mem32[stm.TIM3 + stm.TIM_CNT] = 5
print(stm.mem32[stm.TIM3 + stm.TIM_CNT])
print(hex(stm.mem32[stm.RCC + stm.RCC_CFGR]), hex(stm.mem32[0x1FFF7A10]))
# The clock, in decimal digits.
pyb.RTC().datetime((2031, 12, 24, 3, 23, 59, 58, 0))
print(hex(stm.mem32[stm.RTC + stm.RTC_TR]), hex(stm.mem32[stm.RTC + stm.RTC_DR]), hex(stm.mem32[stm.RTC + stm.RTC_PRER]))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(repr(e))


attempt(lambda: stm.mem32[stm.SPI1 + stm.SPI_DR])
attempt(lambda: stm.mem32[stm.GPIOA + stm.GPIO_OSPEEDR])
attempt(lambda: stm.mem16[stm.GPIOA + 1])
# expect: True 0x40020000 0x40000800 20 52 0x50060800
# expect: 1 1 4
# expect: 0
# expect: 1
# expect: 0
# expect: Pin(Pin.cpu.B10, mode=Pin.OPEN_DRAIN, pull=Pin.PULL_UP)
# expect: Pin(Pin.cpu.B10, mode=Pin.IN, pull=Pin.PULL_UP) 1
# expect: Pin(Pin.cpu.B10, mode=Pin.ALT_OPEN_DRAIN, pull=Pin.PULL_UP, alt=Pin.AF1_TIM2)
# expect: 83 9999 2500
# expect: 50.0
# expect: 77 1
# expect: True 1
# expect: 0
# expect: 0b100
# expect: 0
# expect: 5
# expect: 0x940a 0x2a0031
# expect: 0x235958 0x317224 0x7f00ff
# expect: NotImplementedError('memory at 0x4001300c is not simulated: SPI1 + SPI_DR',)
# expect: NotImplementedError('memory at 0x40020008 is not simulated: GPIOA + GPIO_OSPEEDR',)
# expect: ValueError('address 40020001 is not aligned to 2 bytes',)
# differs: the oracle has no pyb

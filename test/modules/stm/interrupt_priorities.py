# board: pybv11
# The priorities of interrupts and exceptions are those that the firmware has set so far, and can be changed.
import machine
import pyb
import stm

SCS = 0xE000E000
IPR, SHPR, VTOR = SCS + 0x400, SCS + 0xD18, SCS + 0xD08
TIM4, TIM7, USB, FLASH, DMA = 30, 55, 67, 4, 11


def priorities():
    return [machine.mem8[IPR + n] >> 4 for n in (TIM4, TIM7, USB, FLASH, DMA)]


print(priorities(), machine.mem8[SHPR + 10] >> 4, machine.mem8[SHPR + 11] >> 4, hex(machine.mem32[VTOR]))
# expect: [0, 0, 6, 6, 0] 15 0 0x8000000
slow, fast = pyb.Timer(4), pyb.Timer(7)
slow.init(freq=10, callback=lambda t: None)
fast.init(freq=1000, callback=lambda t: None)
print(priorities(), hex(machine.mem32[IPR + 28]))
# expect: [13, 13, 6, 6, 0] 0xd00000


# RTC.wakeup and ExtInt each give the interrupt of line 22 a priority of their own.
WAKEUP = 3
pyb.RTC().wakeup(1000)
print(machine.mem8[IPR + WAKEUP] >> 4)
# expect: 15
pyb.RTC().wakeup(None)
pyb.ExtInt(22, pyb.ExtInt.IRQ_RISING, pyb.Pin.PULL_NONE, print)
print(machine.mem8[IPR + WAKEUP] >> 4)
# expect: 14
pyb.RTC().wakeup(1000)
print(machine.mem8[IPR + WAKEUP] >> 4)
# expect: 15
pyb.RTC().wakeup(None)


# Timer 7 interrupts the callback of timer 4 once it is more urgent.
inside = nested = False


def outer(t):
    global inside
    inside = True
    for i in range(3000):
        pass
    inside = False


def inner(t):
    global nested
    nested = nested or inside


def nests(priority):
    global nested
    nested = False
    machine.mem8[IPR + TIM7] = priority << 4
    slow.callback(outer)
    fast.callback(inner)
    pyb.delay(250)
    slow.callback(None)
    fast.callback(None)
    return nested


print(nests(13), nests(5), nests(13))
# expect: False True False


def store(address, value):
    try:
        machine.mem32[address] = value
    except NotImplementedError as e:
        print(e)


store(IPR + 8, 0x50000000)
# expect: memory at 0xe000e408 is not simulated: the priority of vector 11 of NVIC_IPR + 0x8
store(VTOR, 0x20000000)
# expect: memory at 0xe000ed08 is not simulated: another place of the vectors of SCB_VTOR
store(SCS + 0x104, 1)
# expect: memory at 0xe000e104 is not simulated: NVIC_ISER + 0x4
store(SCS + 0x10, 1)
# expect: memory at 0xe000e010 is not simulated: SYST_CSR
# differs: the oracle has no board

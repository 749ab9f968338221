# Machine code looks neither for soft callbacks nor for Ctrl-C; what it calls may. Interrupts are served in its loops.
# differs: the oracle has no machine code
import micropython
import pyb

flag = bytearray(4)


def hard(timer):
    flag[0] += 1
    micropython.schedule(soft, 0)


def soft(_):
    flag[1] += 1


@micropython.viper
def until(p: ptr8, ticks: int) -> int:
    turns = 0
    while p[0] < ticks:
        turns += 1
    return p[1]


@micropython.native
def natively(p, ticks):
    while p[0] < ticks:
        pass
    return p[1]


timer = pyb.Timer(4, freq=1000, callback=hard)
print("callbacks in viper:", until(flag, 3))  # expect: callbacks in viper: 0
print("callbacks in native:", natively(flag, 6) - flag[1])  # expect: callbacks in native: 0
while flag[1] == 0:
    pass
timer.deinit()
print(flag[1] > 0)  # expect: True

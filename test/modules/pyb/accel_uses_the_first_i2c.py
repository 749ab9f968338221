# board: pybv11
import pyb
from pyb import I2C, Pin

# The driver sets the bus up: its pins are I2C(1)'s, and the bit rate is what the chip makes of 400 kHz.
Pin("X9", Pin.IN), Pin("X10", Pin.IN)
accel = pyb.Accel()
print(Pin("X9"), Pin("X10"), Pin("MMA_AVDD"), sep="\n")
i2c = I2C(1, I2C.MASTER)
print(i2c, i2c.scan(), i2c.mem_read(1, 76, 7))
start = pyb.micros()
accel.x()
print(pyb.elapsed_micros(start) // 10)
# Without power it does not answer. The driver does not look at errors: what it read is then what it wanted to send.
Pin("MMA_AVDD").low()
print(accel.x(), accel.y(), accel.z(), accel.tilt(), accel.read(300), accel.write(7, 1))
# It finds the supply as it is: a pin that is no output any more gives no power.
Pin("MMA_AVDD", Pin.IN, Pin.PULL_DOWN)
try:
    pyb.Accel()
except OSError as e:
    print(e)
print(Pin("MMA_AVDD"))
# expect: Pin(Pin.cpu.B6, mode=Pin.ALT_OPEN_DRAIN, pull=Pin.PULL_UP, alt=Pin.AF4_I2C1)
# expect: Pin(Pin.cpu.B7, mode=Pin.ALT_OPEN_DRAIN, pull=Pin.PULL_UP, alt=Pin.AF4_I2C1)
# expect: Pin(Pin.cpu.B5, mode=Pin.OUT)
# expect: I2C(1, I2C.CONTROLLER, baudrate=336000) [76] b'\x01'
# expect: 14
# expect: 0 1 2 3 44 None
# expect: accelerometer not found
# expect: Pin(Pin.cpu.B5, mode=Pin.IN, pull=Pin.PULL_DOWN)
# differs: the oracle has no pyb

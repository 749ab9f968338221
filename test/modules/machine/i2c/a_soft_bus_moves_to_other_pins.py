# no oracle: the hardware is the board's
# board: pybv11
import pyb
from machine import I2C, SoftI2C

pyb.Accel()
bus = SoftI2C("X1", "X2", freq=100000)
print(bus, bus.scan())
bus.init("X9", "X10", freq=50000)
print(bus, bus.scan())
print(bus.deinit(), I2C(1).deinit())
try:
    I2C(1).init()
except OSError as e:
    print(e)
# expect: SoftI2C(scl=A0, sda=A1, freq=100000) []
# expect: SoftI2C(scl=B6, sda=B7, freq=50000) [76]
# expect: None None
# expect: I2C operation not supported

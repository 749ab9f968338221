# no oracle: the hardware is the board's
# board: pybv11
import pyb
from machine import I2C, Pin, SoftI2C

pyb.Accel()
for i2c in (I2C(1), SoftI2C(scl=Pin("X9"), sda=Pin("X10"), freq=100000)):
    print(i2c)
    print(i2c.scan())
    i2c.writeto_mem(76, 6, b"\x05")
    print(i2c.readfrom_mem(76, 6, 2))
    buf = bytearray(2)
    i2c.readfrom_mem_into(76, 6, buf)
    print(buf)
    print(i2c.writeto(76, b"\x06\x04"), i2c.writevto(76, [b"\x06", b"", b"\x03"]))
    i2c.writeto(76, b"\x06", False)
    print(i2c.readfrom(76, 1))
    try:
        i2c.writeto(20, b"")
    except OSError as e:
        print(repr(e))

i2c.start()
print(i2c.write(b"\x98\x06"))
i2c.start()
print(i2c.write(b"\x99"))
i2c.readinto(buf)
i2c.stop()
print(buf)
try:
    I2C(1).start()
except OSError as e:
    print(e)
try:
    I2C(1, scl=Pin("X9"))
except ValueError as e:
    print(e)
# expect: I2C(1, scl=B6, sda=B7, freq=336000)
# expect: [76]
# expect: b'\x05\x01'
# expect: bytearray(b'\x05\x01')
# expect: 2 2
# expect: b'\x03'
# expect: OSError(19,)
# expect: SoftI2C(scl=B6, sda=B7, freq=100000)
# expect: [76]
# expect: b'\x05\x01'
# expect: bytearray(b'\x05\x01')
# expect: 2 2
# expect: b'\x03'
# expect: OSError(19,)
# expect: 2
# expect: 1
# expect: bytearray(b'\x03\x01')
# expect: I2C operation not supported
# expect: explicit choice of scl/sda is not implemented

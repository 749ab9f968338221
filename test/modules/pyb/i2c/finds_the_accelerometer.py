# no oracle: the hardware is the board's
# board: pybv11
from pyb import I2C, Accel

Accel()
i2c = I2C(1, I2C.CONTROLLER, baudrate=400000)
print(i2c)
print(i2c.scan())
print(i2c.is_ready(76), i2c.is_ready(77))
print(i2c.mem_read(1, 76, 7))
i2c.mem_write(0, 76, 7)
print(i2c.mem_read(2, 76, 6))
buf = bytearray(1)
i2c.send(7, 76)
print(i2c.recv(buf, addr=76) is buf, buf)
# expect: I2C(1, I2C.CONTROLLER, baudrate=336000)
# expect: [76]
# expect: True False
# expect: b'\x01'
# expect: b'\x00\x00'
# expect: True bytearray(b'\x00')

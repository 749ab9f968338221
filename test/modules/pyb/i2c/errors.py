# no oracle: the hardware is the board's
# board: pybv11
from pyb import I2C

for bus in (0, 3, "Z"):
    try:
        I2C(bus)
    except ValueError as e:
        print(e)

i2c = I2C("Y")
print(i2c)
try:
    i2c.send(1, addr=2)
except OSError as e:
    print(repr(e))
try:
    i2c.scan()
except TypeError as e:
    print(e)
i2c.init(I2C.CONTROLLER, baudrate=100000)
print(i2c)
try:
    i2c.send(1)
except TypeError as e:
    print(e)
try:
    i2c.mem_read(1, 77, 0)
except OSError as e:
    print(repr(e))
i2c.init(I2C.PERIPHERAL, addr=0x42)
print(i2c)
try:
    i2c.scan()
except TypeError as e:
    print(e)
try:
    i2c.recv(3, timeout=20)
except OSError as e:
    print(repr(e))
try:
    i2c.send(b"")
except OSError as e:
    print(repr(e))
i2c.deinit()
print(i2c)
try:
    i2c.is_ready(1)
except TypeError as e:
    print(e)
# expect: I2C(0) doesn't exist
# expect: I2C(3) doesn't exist
# expect: I2C(Z) doesn't exist
# expect: I2C(2)
# expect: OSError(16,)
# expect: I2C must be a controller
# expect: I2C(2, I2C.CONTROLLER, baudrate=100000)
# expect: addr argument required
# expect: OSError(5,)
# expect: I2C(2, I2C.PERIPHERAL, addr=0x42)
# expect: I2C must be a controller
# expect: OSError(110,)
# expect: OSError(5,)
# expect: I2C(2)
# expect: I2C must be a controller

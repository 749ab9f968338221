# A sensor that measures when it is asked: the time on the serial line, a count as two bytes on the I2C bus.
import pyb

uart = pyb.UART(4, 115200, timeout=1000)
i2c = pyb.I2C(1, pyb.I2C.PERIPHERAL, addr=0x42)
led = pyb.LED(2)

for count in range(5):
    question = uart.readline()
    print("asked to", question)
    led.toggle()
    uart.write("%d ms\n" % pyb.millis())
    i2c.send(bytes((count >> 8, count & 255)), timeout=100)

# A station asks its sensor for measurements, over a serial line and over I2C, and shows each answer with an LED.
import pyb

uart = pyb.UART(4, 115200, timeout=50)
i2c = pyb.I2C(1, pyb.I2C.CONTROLLER, baudrate=100000)
led = pyb.LED(1)
start = pyb.millis()

for i in range(5):
    pyb.delay(100)
    uart.write("measure\n")
    answer = uart.readline()
    led.toggle()
    print(pyb.elapsed_millis(start), answer)
    # The second half of the answer waits on the bus.
    print(pyb.elapsed_millis(start), i2c.recv(2, 0x42))

# A display on the first I2C bus shows the voltage on pin X5, now and during the last seconds; the USR switch clears it.
# vpyb.json says what is plugged in, and how the voltage changes.

import machine
import pyb
from ssd1306 import SSD1306

display = SSD1306(machine.I2C(1))
adc = pyb.ADC("X5")
switch = pyb.Switch()

while True:
    volts = adc.read() * 3.3 / 4095
    if switch():
        display.fill(0)
    height = int(volts * 16)
    display.scroll(-3, 0)
    display.fill_rect(125, 0, 3, 64, 0)
    display.fill_rect(125, 64 - height, 2, height, 1)
    display.fill_rect(0, 0, 128, 9, 0)
    display.text("X5 {:5.2f} V".format(volts), 0, 0)
    display.show()
    pyb.delay(10)

# A thermostat: a heater on pin Y1, on below 19.5 degrees and off above 20.5, a DHT22 on pin X3. USR holds the heater off.
# Every change is a line in log.csv. test_thermostat.py and thermostat.test.ts test it, without a board and without waiting.

import dht
import machine
import pyb
import time

LOW, HIGH = 19.5, 20.5

sensor = dht.DHT22(machine.Pin("X3"))
heater = machine.Pin("Y1", machine.Pin.OUT, value=0)
alarm = pyb.LED(1)
held = False


def toggle():
    global held
    held = not held


def temperature():
    """Degrees; None if the sensor does not answer."""
    try:
        sensor.measure()
    except OSError:
        return None
    return sensor.temperature()


def wanted(celsius):
    if celsius is None or held:
        return 0
    if celsius < LOW:
        return 1
    return 0 if celsius > HIGH else heater.value()


pyb.Switch().callback(toggle)
while True:
    celsius = temperature()
    if celsius is None:
        alarm.on()
    else:
        alarm.off()
    on = wanted(celsius)
    if on != heater.value():
        heater.value(on)
        with open("log.csv", "a") as log:
            log.write("{},{},{}\n".format(time.ticks_ms(), celsius, "on" if on else "off"))
    time.sleep(2)  # a DHT22 measures no faster

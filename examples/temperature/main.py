# Two thermometers on one pin, and a humidity sensor on another. A light for each thermometer shows how warm it is.
# vpyb.json says what is plugged in, and how the temperatures change.

import dht
import ds18x20
import machine
import onewire
import time

thermometers = ds18x20.DS18X20(onewire.OneWire(machine.Pin("X3")))
roms = thermometers.scan()
air = dht.DHT22(machine.Pin("X4"))
lights = machine.Pin("X8", machine.Pin.OUT)

while True:
    thermometers.convert_temp()
    time.sleep_ms(750)
    colours = bytearray()
    for rom in roms:
        celsius = thermometers.read_temp(rom)
        print("{}: {} C".format(rom[1], celsius))
        warmth = max(0, min(255, int(celsius * 8)))
        colours += bytes((0, warmth, 255 - warmth))  # green, red, blue
    machine.bitstream(lights, 0, (400, 850, 800, 450), colours)
    air.measure()
    print("air: {:.1f} C, {:.1f} %".format(air.temperature(), air.humidity()))

# A driver for thermometers of the families DS18B20 and DS18S20 on a one-wire bus.

import onewire
import time

FAMILIES = (0x10, 0x28)


class Thermometers:
    def __init__(self, pin):
        self.bus = onewire.OneWire(pin)
        self.numbers = [rom for rom in self.bus.scan() if rom[0] in FAMILIES]

    # All of them measure at the same time.
    def measure(self):
        self.bus.reset(True)
        self.bus.writebyte(self.bus.SKIP_ROM)
        self.bus.writebyte(0x44)
        time.sleep_ms(750)

    def celsius(self, rom):
        self.bus.select_rom(rom)
        self.bus.writebyte(0xBE)
        data = bytearray(9)
        self.bus.readinto(data)
        if self.bus.crc8(data):
            raise ValueError("checksum")
        raw = data[0] | data[1] << 8
        if raw & 0x8000:
            raw -= 0x10000
        return raw / 16 if rom[0] == 0x28 else raw / 2

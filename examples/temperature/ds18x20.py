# Thermometers of the families DS18B20, DS1822 and DS18S20 on a one-wire bus, with the interface of micropython-lib's driver of that name:
# that driver can replace this one without a change to main.py.

FAMILIES = (0x10, 0x22, 0x28)
DS18S20 = 0x10
CONVERT = 0x44
READ_SCRATCHPAD = 0xBE


class DS18X20:
    def __init__(self, onewire):
        self.ow = onewire

    def scan(self):
        return [rom for rom in self.ow.scan() if rom[0] in FAMILIES]

    # All thermometers measure at the same time, which takes up to 750 ms.
    def convert_temp(self):
        self.ow.reset(True)
        self.ow.writebyte(self.ow.SKIP_ROM)
        self.ow.writebyte(CONVERT)

    def read_temp(self, rom):
        self.ow.reset(True)
        self.ow.select_rom(rom)
        self.ow.writebyte(READ_SCRATCHPAD)
        data = bytearray(9)
        self.ow.readinto(data)
        if self.ow.crc8(data):
            raise Exception("CRC error")
        raw = data[0] | data[1] << 8
        if raw & 0x8000:
            raw -= 0x10000
        return raw / 2 if rom[0] == DS18S20 else raw / 16

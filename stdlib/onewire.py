# The one-wire bus: devices on one pin, each with a number of eight bytes.

import _onewire


class OneWireError(Exception):
    pass


class OneWire:
    SEARCH_ROM = 0xF0
    MATCH_ROM = 0x55
    SKIP_ROM = 0xCC

    def __init__(self, pin):
        self.pin = pin
        pin.init(pin.OPEN_DRAIN, pin.PULL_UP)

    # True if any device is there.
    def reset(self, required=False):
        present = _onewire.reset(self.pin)
        if required and not present:
            raise OneWireError
        return present

    def readbit(self):
        return _onewire.readbit(self.pin)

    def readbyte(self):
        return _onewire.readbyte(self.pin)

    def readinto(self, buf):
        for i in range(len(buf)):
            buf[i] = _onewire.readbyte(self.pin)

    def writebit(self, value):
        return _onewire.writebit(self.pin, value)

    def writebyte(self, value):
        return _onewire.writebyte(self.pin, value)

    def write(self, buf):
        for byte in buf:
            _onewire.writebyte(self.pin, byte)

    # From now on only the device with this number listens.
    def select_rom(self, rom):
        self.reset()
        self.writebyte(self.MATCH_ROM)
        self.write(rom)

    def crc8(self, data):
        return _onewire.crc8(data)

    # The numbers of all devices. Where they differ in a bit, those with a 1 are found first.
    def scan(self):
        found = []
        rom, turn = None, -1
        while True:
            rom, turn = self._search(rom, turn)
            if rom:
                found.append(rom)
            if turn < 0:
                return found

    # Follows the number found last up to the bit `turn`, goes the other way there, and takes ones after it.
    # Returns the number, and the last bit at which there is another way, or -1.
    def _search(self, last, turn):
        if not self.reset():
            return None, -1
        self.writebyte(self.SEARCH_ROM)
        rom = bytearray(8)
        next_turn = -1
        for i in range(64):
            byte, mask = i >> 3, 1 << (i & 7)
            bit = self.readbit()
            complement = self.readbit()
            if bit and complement:
                return None, -1
            if not bit and not complement:
                bit = last[byte] & mask if i < turn else i != turn
                if bit:
                    next_turn = i
            self.writebit(1 if bit else 0)
            if bit:
                rom[byte] |= mask
        return rom, next_turn

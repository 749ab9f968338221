# Packs, checks and takes apart frames of a serial protocol: struct, a table-driven CRC, a ring buffer, a state machine.
import struct


def make_table():
    table = []
    for i in range(256):
        crc = i << 8
        for _ in range(8):
            crc = (crc << 1) ^ 0x1021 if crc & 0x8000 else crc << 1
        table.append(crc & 0xFFFF)
    return table


TABLE = make_table()


def crc16(data):
    crc = 0xFFFF
    for byte in data:
        crc = (crc << 8 & 0xFFFF) ^ TABLE[crc >> 8 ^ byte]
    return crc


class Ring:
    def __init__(self, size):
        self.data = bytearray(size)
        self.size = size
        self.head = self.tail = 0

    def put(self, byte):
        self.data[self.head] = byte
        self.head = (self.head + 1) % self.size

    def get(self):
        if self.head == self.tail:
            return None
        byte = self.data[self.tail]
        self.tail = (self.tail + 1) % self.size
        return byte


def frame(number, value):
    body = struct.pack("<HHf", number, value, value / 4)
    return b"\xaa" + bytes([len(body)]) + body + struct.pack("<H", crc16(body))


def run(n):
    ring = Ring(64)
    total = 0
    state = 0
    body = bytearray()
    left = 0
    for i in range(n):
        for byte in frame(i & 0xFFFF, i * 3 & 0xFFFF):
            ring.put(byte)
        while True:
            byte = ring.get()
            if byte is None:
                break
            if state == 0:
                state = 1 if byte == 0xAA else 0
            elif state == 1:
                left = byte + 2
                body = bytearray()
                state = 2
            else:
                body.append(byte)
                left -= 1
                if left == 0:
                    state = 0
                    if crc16(body[:-2]) == struct.unpack("<H", body[-2:])[0]:
                        total += struct.unpack("<HHf", body[:-2])[1]
    return total


CASES = [("protocol", run, 1500)]

# What drivers of displays do with it: methods, static methods, tables and buffers that are attributes, constants, swapping.
# differs: the oracle has no machine code
import array
from micropython import const

_PAIRS = const(4)


class Display:
    def __init__(self):
        self.buffer = bytearray(_PAIRS * 4)
        self.colours = array.array("H", [i * 0x102 for i in range(16)])

    @micropython.viper
    def blit(self, source: ptr8, n: int):
        target = ptr16(self.buffer)
        colours = ptr16(self.colours)
        for i in range(n):
            pair = source[i]
            target[2 * i] = colours[pair >> 4]
            target[2 * i + 1] = colours[pair & 0xF]

    @staticmethod
    @micropython.viper
    def swap(data: ptr8, length: int):
        for i in range(0, length, 2):
            data[i], data[i + 1] = data[i + 1], data[i]

    @micropython.viper
    def fill(self, colour: int) -> int:
        target = ptr16(self.buffer)
        n = int(len(self.buffer)) >> 1
        left = n
        while left:
            left -= 1
            target[left] = colour
        return n


display = Display()
display.blit(b"\x12\x34\x56\x78", _PAIRS)
print(display.buffer.hex())  # expect: 02010402060308040a050c060e071008
Display.swap(display.buffer, len(display.buffer))
print(display.buffer.hex())  # expect: 0102020403060408050a060c070e0810
print(display.fill(0xABCD), display.buffer[:4].hex())  # expect: 8 cdabcdab


@micropython.viper
def isqrt(n: uint) -> uint:
    root = uint(0)
    bit = uint(1) << 30
    while bit > n:
        bit >>= 2
    while bit:
        if n >= root + bit:
            n -= root + bit
            root = (root >> 1) + bit
        else:
            root >>= 1
        bit >>= 2
    return root


print(isqrt(0), isqrt(144), isqrt(99), isqrt(4294967295))  # expect: 0 12 9 65535


@micropython.viper
def fnv1a(data: ptr8, n: int) -> uint:
    h = uint(0x811C9DC5)
    for i in range(n):
        h = (h ^ uint(data[i])) * uint(0x01000193)
    return h


print(hex(fnv1a(b"hello", 5)))  # expect: 0x4f9f2cab

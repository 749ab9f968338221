# A driver for displays with an SSD1306 on I2C: a frame buffer, and show().

import framebuf

ADDRESS = 0x3C


class SSD1306(framebuf.FrameBuffer):
    def __init__(self, i2c, height=64):
        self.i2c = i2c
        self.pages = height // 8
        # The byte before the points says that only points follow.
        self.message = bytearray(1 + 128 * self.pages)
        self.message[0] = 0x40
        super().__init__(memoryview(self.message)[1:], 128, height, framebuf.MONO_VLSB)
        self.command(
            0xAE,  # off
            0x20, 0,  # addressed horizontally
            0xA8, height - 1,
            0xDA, 0x12 if height == 64 else 0x02,
            0xA1, 0xC8,  # the module is mounted upside down
            0x8D, 0x14,  # charge pump on
            0xAF,  # on
        )

    def command(self, *codes):
        self.i2c.writeto(ADDRESS, bytes([0]) + bytes(codes))

    def show(self):
        self.command(0x21, 0, 127, 0x22, 0, self.pages - 1)
        self.i2c.writeto(ADDRESS, self.message)

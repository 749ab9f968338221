# The display LCD160CR: commands go to it over I2C, whole areas of points over SPI. Commands begin with byte 2; everything else is text.
# Drawing takes no memory, so it can be done in an interrupt.

import errno
from machine import I2C, Pin, SPI, idle
from micropython import const
from struct import calcsize, pack_into
from time import sleep_ms

PORTRAIT = const(0)
LANDSCAPE = const(1)
PORTRAIT_UPSIDEDOWN = const(2)
LANDSCAPE_UPSIDEDOWN = const(3)

# Bits of the start-up decoration.
STARTUP_DECO_NONE = const(0)
STARTUP_DECO_MLOGO = const(1)
STARTUP_DECO_INFO = const(2)

# For each position: the I2C bus, the SPI bus, the pin that powers the display.
_PLACES = {
    "X": ("X", "X", "X4"),
    "Y": ("Y", "Y", "Y4"),
    "XY": ("Y", "X", "X4"),
    "YX": ("X", "Y", "Y4"),
    "C": (2, 2, "A7"),
}
# In the order of the codes that stand for them.
_BAUDRATES = (2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800)

_RECT = const(0x72)
_OUTLINE = const(0x57)
_INTERIOR = const(0x51)
_SPI_WINDOW = const(10)
# Edges.
_LEFT = const(1)
_RIGHT = const(2)
_BELOW = const(4)
_ABOVE = const(8)
# Points of a line that can be read at once: a single byte counts their bytes.
_MOST = const(127)
# Bytes that are sent at once.
_CHUNK = const(512)


class LCD160CR:
    def __init__(self, connect=None, *, pwr=None, i2c=None, spi=None, i2c_addr=98):
        place = _PLACES.get(connect)
        if place is None and (pwr is None or i2c is None or spi is None):
            raise ValueError('must specify valid "connect" or all of "pwr", "i2c" and "spi"')
        self.pwr = Pin(place[2], Pin.OUT) if pwr is None else pwr
        self.i2c = I2C(place[0], freq=1000000) if i2c is None else i2c
        self.spi = SPI(place[1], baudrate=13500000, polarity=0, phase=0) if spi is None else spi
        self.i2c_addr = i2c_addr
        if not self.pwr.value():
            self.pwr(1)
            sleep_ms(10)

        # A command of any length, and an answer, which follows the byte that counts it.
        self._command = bytearray(19)
        self._lengths = [memoryview(self._command)[:n] for n in range(20)]
        self._answer = bytearray(16)
        self._answers = [memoryview(self._answer)[:n] for n in range(6)]
        self._line = [0, 0, 0, 0]

        self.set_orient(PORTRAIT)
        # Drawings and text may use the whole display.
        self._tell("<BBBBBB", 0x76, 0, 0, self.w, self.h)
        self._tell("<BBBBBB", 0x79, 0, 0, self.w, self.h)

    # Sends bytes or a text. What the display does not take, because its queue is full, is sent again.
    def _send(self, data):
        sent = self.i2c.writeto(self.i2c_addr, data)
        if sent == len(data):
            return
        data = memoryview(data)
        while sent < len(data):
            sent += self.i2c.writeto(self.i2c_addr, data[sent:])
            sleep_ms(10)

    # Sends a command; numbers for which the format has no place are left out.
    def _tell(self, fmt, cmd, a1=0, a2=0, a3=0, a4=0):
        pack_into(fmt, self._command, 0, 2, cmd, a1, a2, a3, a4)
        self._send(self._lengths[calcsize(fmt)])

    # Reads an answer of at least `count` bytes, which follow the byte that counts them.
    def _read(self, count, answer, tries=5000):
        counter = self._answers[1]
        for _ in range(tries):
            self.i2c.readfrom_into(self.i2c_addr, counter)
            if counter[0] >= count:
                self.i2c.readfrom_into(self.i2c_addr, answer)
                return answer
            sleep_ms(1)
        raise OSError(errno.ETIMEDOUT)

    # Waits until the display's queue has room for n bytes; 255 stands for all that it has.
    def oflush(self, n=255):
        room = self._answers[1]
        for _ in range(5000):
            self.i2c.readfrom_into(self.i2c_addr + 1, room)
            if room[0] >= n:
                return
            idle()
        raise OSError(errno.ETIMEDOUT)

    # Reads all waiting answers.
    def iflush(self):
        for _ in range(5000):
            self.i2c.readfrom_into(self.i2c_addr, self._answer)
            if self._answer[0] == 0:
                return
            sleep_ms(1)
        raise OSError(errno.ETIMEDOUT)

    @staticmethod
    def rgb(r, g, b):
        return (b & 0xF8) << 8 | (g & 0xFC) << 3 | r >> 3

    # Moves the ends of a line, [x1, y1, x2, y2], to the edges beyond which they lie; False if no part of the line is visible.
    # Like the firmware's method, it leaves the first column and row beyond the edges to the display.
    @staticmethod
    def clip_line(data, w, h):
        while True:
            one = _beyond(data[0], data[1], w, h)
            other = _beyond(data[2], data[3], w, h)
            if one & other:
                return False
            edges = one | other
            if not edges:
                return True
            # Along x, or along y, from the lesser coordinate to the greater.
            along = 0 if edges & (_LEFT | _RIGHT) else 1
            aside = 1 - along
            if data[along] > data[along + 2]:
                data[0], data[2] = data[2], data[0]
                data[1], data[3] = data[3], data[1]
            length = data[along + 2] - data[along]
            rise = data[aside + 2] - data[aside]
            if edges & _LEFT or not edges & (_LEFT | _RIGHT | _BELOW):
                data[aside] += -data[along] * rise // length
                data[along] = 0
            else:
                last = (h if along else w) - 1
                data[aside + 2] += (last - data[along + 2]) * rise // length
                data[along + 2] = last

    # Settings.

    def set_power(self, on):
        self.pwr(on)
        sleep_ms(15)

    def set_orient(self, orient):
        self._tell("<BBB", 0x14, orient & 3 | 4)
        self.iflush()
        self._send(b"\x02g0")
        size = self._read(4, self._answers[5])
        self.w = size[1]
        self.h = size[2]

    def set_brightness(self, value):
        self._tell("<BBB", 0x16, value)

    # As in the firmware, the format has a letter that struct does not know, so this raises ValueError.
    def set_i2c_addr(self, addr):
        if addr & 3:
            raise ValueError("must specify mod 4 aligned address")
        self._tell("<BBW", 0x0E, addr << 24 | 0x433249)

    def set_uart_baudrate(self, baudrate):
        if baudrate not in _BAUDRATES:
            raise ValueError("invalid baudrate")
        self._tell("<BBB", 0x18, _BAUDRATES.index(baudrate))

    def set_startup_deco(self, value):
        self._tell("<BBB", 0x19, value)

    def save_to_flash(self):
        self._send(b"\x02fn")

    # Single points, and all of them.

    def set_pixel(self, x, y, c):
        self._tell("<BBBBH", 0x41, x, y, c)

    def get_pixel(self, x, y):
        self._tell("<BBBB", 0x61, x, y)
        answer = self._read(2, self._answers[3], 1000)
        return answer[1] | answer[2] << 8

    def get_line(self, x, y, buf):
        count = len(buf) // 2
        self._tell("<BBBBB", 0x10, count, x, y)
        self._read(2 * count, buf, 1000)

    def screen_dump(self, buf, x=0, y=0, w=None, h=None):
        if w is None:
            w = self.w - x
        if h is None:
            h = self.h - y
        line = memoryview(bytearray(2 * min(w, _MOST) + 1))
        at = 0
        for row in range(y, y + min(len(buf) // (2 * w), h)):
            for start in range(0, w, _MOST):
                size = 2 * min(w - start, _MOST)
                self.get_line(x + start, row, line[: size + 1])
                buf[at : at + size] = line[1 : size + 1]
                at += size

    def screen_load(self, buf):
        size = 2 * self.w * self.h
        self._tell("<BBHBBB", 0x70, size + 2, 16, self.w, self.h)
        points = memoryview(buf)[:size]
        for at in range(0, len(points), _CHUNK):
            self._send(points[at : at + _CHUNK])
        # The display waits for all points.
        for _ in range(len(points), size):
            self._send(b"\x00")

    # Text.

    def set_pos(self, x, y):
        self._tell("<BBBB", 0x58, x, y)

    def set_text_color(self, fg, bg):
        self._tell("<BBHH", 0x63, fg, bg)

    def set_font(self, font, scale=0, bold=0, trans=0, scroll=0):
        self._tell("<BBBB", 0x46, scroll << 7 | trans << 6 | (font & 3) << 4 | bold & 15, scale & 255)

    def write(self, s):
        self._send(s)

    # Shapes. Only those without no_clip in their names may lie beyond the edges.

    def set_pen(self, line, fill):
        self._tell("<BBHH", 0x50, line, fill)

    def erase(self):
        self._send(b"\x02E")

    def dot(self, x, y):
        if 0 <= x < self.w and 0 <= y < self.h:
            self.dot_no_clip(x, y)

    def rect(self, x, y, w, h, cmd=_RECT):
        if x >= self.w or y >= self.h or x + w <= 0 or y + h <= 0:
            return
        if x >= 0 and y >= 0:
            self._area(cmd, x, y, w, h)
            return
        # The display knows no negative coordinates: the visible parts are drawn one by one.
        has_left = x >= 0
        has_top = y >= 0
        w += min(x, 0)
        h += min(y, 0)
        x = max(x, 0)
        y = max(y, 0)
        if cmd != _OUTLINE:
            self._area(_INTERIOR, x, y, w, h)
        if cmd != _INTERIOR:
            if has_left:
                self._area(_OUTLINE, x, y, 1, h)
            if has_top:
                self._area(_OUTLINE, x, y, w, 1)
            # Beside the interior, as in the firmware.
            if x + w < self.w:
                self._area(_OUTLINE, x + w, y, 1, h)
            if y + h < self.h:
                self._area(_OUTLINE, x, y + h, w, 1)

    def rect_outline(self, x, y, w, h):
        self.rect(x, y, w, h, _OUTLINE)

    def rect_interior(self, x, y, w, h):
        self.rect(x, y, w, h, _INTERIOR)

    def line(self, x1, y1, x2, y2):
        ends = self._line
        ends[0] = x1
        ends[1] = y1
        ends[2] = x2
        ends[3] = y2
        if self.clip_line(ends, self.w, self.h):
            self.line_no_clip(ends[0], ends[1], ends[2], ends[3])

    def _area(self, cmd, x, y, w, h):
        self._tell("<BBBBBB", cmd, x, y, min(w, 255), min(h, 255))

    def dot_no_clip(self, x, y):
        self._tell("<BBBB", 0x4B, x, y)

    def rect_no_clip(self, x, y, w, h):
        self._tell("<BBBBBB", _RECT, x, y, w, h)

    def rect_outline_no_clip(self, x, y, w, h):
        self._tell("<BBBBBB", _OUTLINE, x, y, w, h)

    def rect_interior_no_clip(self, x, y, w, h):
        self._tell("<BBBBBB", _INTERIOR, x, y, w, h)

    def line_no_clip(self, x1, y1, x2, y2):
        self._tell("<BBBBBB", 0x4C, x1, y1, x2, y2)

    def poly_dot(self, data):
        self._poly(0x71, data)

    def poly_line(self, data):
        self._poly(0x78, data)

    def _poly(self, cmd, data):
        if len(data) & 1:
            raise ValueError("must specify even number of bytes")
        self._tell("<BBB", cmd, len(data) // 2)
        self._send(data)

    # Touch.

    def touch_config(self, calib=False, save=False, irq=None):
        self._tell("<BBBB", 0x7A, (irq is not None) << 2 | save << 1 | calib, bool(irq) << 7)

    def is_touched(self):
        return self._touch()[1] >> 7 != 0

    def get_touch(self):
        touch = self._touch()
        return touch[1] >> 7, touch[2], touch[3]

    def _touch(self):
        self._send(b"\x02T")
        return self._read(3, self._answers[4])

    # Areas over SPI, and scrolling.

    def set_spi_win(self, x, y, w, h):
        self._window(_SPI_WINDOW, x, y, x + w - 1, y + h - 1, 0, 0, 0, 0xFFFF)

    def fast_spi(self, flush=True):
        self._send(b"\x02\x12")
        if flush:
            self.oflush()
        return self.spi

    def show_framebuf(self, buf):
        self.fast_spi().write(buf)

    def set_scroll(self, on):
        self._tell("<BBB", 0x15, on)

    def set_scroll_win(self, win, x=-1, y=0, w=0, h=0, vec=0, pat=0, fill=0x07E0, color=0):
        self._window(win, x, y, w, h, vec, pat, fill, color)

    def _window(self, win, x, y, w, h, vec, pat, fill, color):
        pack_into("<BBBHHHHHHHH", self._command, 0, 2, 0x55, win, x, y, w, h, vec, pat, fill, color)
        self._send(self._command)

    def set_scroll_win_param(self, win, param, value):
        self._tell("<BBBBH", 0x75, win, param, value)

    def set_scroll_buf(self, s):
        if len(s) > 32:
            raise ValueError("length must be 32 or less")
        self._tell("<BBB", 0x11, len(s))
        self._send(s)

    # Pictures.

    def jpeg(self, buf):
        self.jpeg_start(len(buf))
        self.jpeg_data(buf)

    def jpeg_start(self, total_len):
        if total_len > 0xFFFF:
            raise ValueError("length must be 65535 or less")
        self.oflush()
        self._tell("<BBH", 0x6A, total_len)

    def jpeg_data(self, buf):
        self._send(buf)

    # The display itself.

    def feed_wdt(self):
        self._send(b"\x02\x17")

    def reset(self):
        self._send(b"\x02Y\xef\xbe\xad\xde")
        sleep_ms(15)


# The edges beyond which a point lies.
def _beyond(x, y, w, h):
    return (
        (_LEFT if x < 0 else _RIGHT if x > w else 0) | (_ABOVE if y < 0 else _BELOW if y > h else 0)
    )

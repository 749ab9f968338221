# differs: the oracle has no lcd160cr
# Without a display nobody answers; what a display could not understand is not sent.
import lcd160cr


def refused(call):
    try:
        call()
    except (OSError, ValueError) as e:
        print(repr(e))


refused(lambda: lcd160cr.LCD160CR("X"))
# expect: OSError(19,)
refused(lambda: lcd160cr.LCD160CR("Z"))
# expect: ValueError('must specify valid "connect" or all of "pwr", "i2c" and "spi"',)
refused(lambda: lcd160cr.LCD160CR(pwr=1, i2c=2))
# expect: ValueError('must specify valid "connect" or all of "pwr", "i2c" and "spi"',)


class Always:
    def value(self):
        return 1


class Display:
    def writeto(self, address, data):
        return len(data)

    def readfrom_into(self, address, answer):
        answer[0] = 0 if len(answer) == 16 else 255


lcd = lcd160cr.LCD160CR(pwr=Always(), i2c=Display(), spi=object())
refused(lambda: lcd.set_i2c_addr(0x52))
# expect: ValueError('must specify mod 4 aligned address',)
refused(lambda: lcd.set_i2c_addr(0x50))
# expect: ValueError('bad typecode',)
refused(lambda: lcd.set_uart_baudrate(1200))
# expect: ValueError('invalid baudrate',)
refused(lambda: lcd.poly_line(b"abc"))
# expect: ValueError('must specify even number of bytes',)
refused(lambda: lcd.set_scroll_buf("a" * 33))
# expect: ValueError('length must be 32 or less',)
refused(lambda: lcd.jpeg_start(65536))
# expect: ValueError('length must be 65535 or less',)

# differs: the oracle has no lcd160cr
# What a display does not take, for its queue is full, is sent again; an answer that does not come is an error after five seconds.
import lcd160cr
import time


class Always:
    def value(self):
        return 1


# Takes five bytes at a time.
class Slow:
    taken = b""
    answers = True

    def writeto(self, address, data):
        data = bytes(data, "utf-8") if isinstance(data, str) else bytes(data)
        self.taken += data[:5]
        return min(len(data), 5)

    def readfrom_into(self, address, answer):
        answer[0] = 255 if self.answers and len(answer) < 16 else 0


slow = Slow()
lcd = lcd160cr.LCD160CR(pwr=Always(), i2c=slow, spi=object())
slow.taken = b""
lcd.write("Hello, world")
print(slow.taken)
# expect: b'Hello, world'
slow.taken = b""
lcd.set_pen(0x1234, 0xF800)
lcd.write("°°°")
print(slow.taken)
# expect: b'\x02P4\x12\x00\xf8\xc2\xb0\xc2\xb0\xc2\xb0'
slow.answers = False
for wait in lcd.get_touch, lcd.oflush:
    begin = time.ticks_ms()
    try:
        wait()
    except OSError as e:
        print(e)
    # expect: [Errno 110] ETIMEDOUT
    # expect: [Errno 110] ETIMEDOUT
print(time.ticks_diff(time.ticks_ms(), begin) < 10_000)
# expect: True

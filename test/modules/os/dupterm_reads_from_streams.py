import io
import os
import select
import sys
import time

class Keys(io.IOBase):
    def __init__(self, typed=b''):
        self.typed = typed
        self.asked = 0

    def write(self, data):
        return len(data)

    def readinto(self, buffer):
        assert len(buffer) == 1
        self.asked += 1
        if not self.typed:
            return None
        buffer[0] = self.typed[0]
        self.typed = self.typed[1:]
        return 1

keys = Keys(b'Ada\rx\n\xffrest\r')
os.dupterm(keys)
print(input('name? '))
# expect: name? Ada
# expect: Ada
print(sys.stdin.read(2) == 'x\n', sys.stdin.buffer.read(1))  # expect: True b'\xff'
print(keys.typed)  # expect: b'rest\r'

# The first slot that has something is read.
first, keys.typed = keys, b'1\r'
last = Keys(b'2\r')
os.dupterm(last, 2)
print(input(), input())
# expect: 1
# expect: 2
# expect: 1 2
os.dupterm(None, 2)

# The interrupt byte interrupts, and is gone.
keys.typed = b'ab\x03cd\r'
try:
    input()
except KeyboardInterrupt:
    print(' interrupted', keys.typed)
# expect: ab interrupted b'cd\r'

# A program that waits looks again at every tick.
class Late(Keys):
    def readinto(self, buffer):
        if time.ticks_diff(time.ticks_ms(), start) < 50:
            self.asked += 1
            return None
        return super().readinto(buffer)

late = Late(b'late\r')
start = time.ticks_ms()
os.dupterm(late)
print(input())
# expect: late
# expect: late
print(50 <= late.asked <= 56)  # expect: True

# sys.stdin can be polled: what any of the terminals says counts, and an error of theirs does not.
poll = select.poll()
poll.register(sys.stdin, select.POLLIN | select.POLLOUT)
print(poll.poll(0) == [(sys.stdin, select.POLLOUT)])  # expect: True

class Polled(Keys):
    def ioctl(self, request, argument):
        print('ioctl', request, argument)
        return argument & select.POLLIN if request == 3 else 0

os.dupterm(Polled())
print(poll.poll(0) == [(sys.stdin, select.POLLIN | select.POLLOUT)])
# expect: ioctl 3 5
# expect: True
port = os.dupterm(None, 1)
ready = poll.poll(0) == [(sys.stdin, select.POLLIN)]
os.dupterm(None)
ready_without = poll.poll(0)
os.dupterm(port, 1)
print(ready, ready_without)  # expect: True []
# differs: the oracle has no os.dupterm

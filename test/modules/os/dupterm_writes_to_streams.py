import io
import os
import sys

class Log(io.IOBase):
    def __init__(self, limit=1000):
        self.written = []
        self.limit = limit

    def write(self, data):
        self.written.append(bytes(data))
        return min(len(data), self.limit)

    def readinto(self, buffer):
        return None

    def taken(self):
        taken, self.written = self.written, []
        return taken

log = Log()
print(os.dupterm(log))  # expect: None
print('a', 1)  # expect: a 1
print('line\n\nend', end='')
print()
# expect: line
# expect:
# expect: end
written = log.taken()
print(written)
# expect: [b'None', b'\r\n', b'a', b' ', b'1', b'\r\n', b'line', b'\r\n', b'\r\n', b'end', b'\r\n']

# Raw bytes go out in one piece, and how many of them all terminals have taken is told. Text counts as taken.
print(sys.stdout.buffer.write(b'raw\r\n'))
# expect: raw
# expect: 5
class Few(Log):
    def write(self, data):
        if len(data) > 1:
            return super().write(data[:1])

few = Few()
os.dupterm(few, 2)
print(sys.stdout.write('text\n'))
# expect: text
# expect: 5
print(sys.stdout.buffer.write(b'abc'))
# expect: abcc2
print(os.dupterm(None, 2) is few, few.written)
# expect: True [b't', b'e', b'x', b'\r', b'\r', b'a', b'b', b'\r']

# A slot answers what was in it before.
print(os.dupterm(None) is log, os.dupterm(None))  # expect: True None

# Any stream that can be read, written and controlled will do.
memory = io.BytesIO()
os.dupterm(memory, 2)
print('kept')  # expect: kept
os.dupterm(None, 2)
print(memory.getvalue())  # expect: b'kept\r\n'

class Other:
    def write(self, data): pass
    def readinto(self, data): pass

for other in Other(), 1:
    try:
        os.dupterm(other)
    except OSError as e:
        print(e)
# expect: stream operation not supported
# expect: stream operation not supported
# differs: the oracle has no os.dupterm

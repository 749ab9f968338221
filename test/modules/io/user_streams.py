import io
class S(io.IOBase):
    def __init__(self): self.out = b''
    def write(self, buf):
        self.out += bytes(buf)
        return len(buf)
s = S()
print('hi', 5, file=s)
print(s.out)  # expect: b'hi 5\n'
class R(io.IOBase):
    def readinto(self, buf):
        buf[0] = 65
        return 1
try:
    print(R().read(1))
except AttributeError as e:
    print(e)
# expect: 'R' object has no attribute 'read'

# A stream that takes nothing more for now, or fails, in the middle of a frame (`mp_stream_rw` in py/stream.c).
import io
import websocket


class Wire(io.IOBase):
    def __init__(self, *answers):
        self.answers = list(answers)
        self.sent = b""

    def readinto(self, into):
        return None

    def write(self, data):
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None and answer > 0:
            self.sent += bytes(data[:answer])
        return answer

    def ioctl(self, request, argument):
        return 0


def write(*answers):
    wire = Wire(*answers)
    try:
        print(websocket.websocket(wire).write("text"), wire.sent)
    except OSError as e:
        print(e, wire.sent)


write(2, 4)
write(2, 3, 1)
# What has been taken of the text counts, also if it is nothing; of the header nobody asks.
write(2, 3, None)
write(2, 3, 0)
write(2, 0)
write(1, None, 4)
write(1, 0, 4)
write(0, 4)
# With nothing taken it is an error, and so is any other.
write(None)
write(2, None)
write(2, 3, -104)
# expect: 4 b'\x81\x04text'
# expect: 4 b'\x81\x04text'
# expect: 3 b'\x81\x04tex'
# expect: 3 b'\x81\x04tex'
# expect: 0 b'\x81\x04'
# expect: 4 b'\x81text'
# expect: 4 b'\x81text'
# expect: 4 b'text'
# expect: None b''
# expect: None b'\x81\x04'
# expect: [Errno 104] ECONNRESET b'\x81\x04tex'
# differs: the oracle lacks the module

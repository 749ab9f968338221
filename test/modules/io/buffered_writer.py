# firmware: everything
# differs: the oracle's build leaves io.BufferedWriter out
import errno
import io

target = io.BytesIO()
writer = io.BufferedWriter(target, 4)
print(writer.write(b"abc"), target.getvalue())  # expect: 3 b''
print(writer.write("defghij"), target.getvalue())  # expect: 7 b'abcdefgh'
print(writer.flush(), target.getvalue(), writer.flush())  # expect: None b'abcdefghij' None
print(writer.write(b"xyz!"), target.getvalue())  # expect: 4 b'abcdefghijxyz!'
print("text", 12, file=writer, end="")
writer.flush()
print(target.getvalue()[-7:])  # expect: b'text 12'
for args in ((), (target,), (target, 1, 2), (target, "1")):
    try:
        io.BufferedWriter(*args)
    except TypeError:
        print("TypeError")
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
print([name for name in dir(writer) if not name.startswith("_")])  # expect: ['write', 'flush']


class Slow(io.IOBase):
    """Takes three bytes at a time; now and then it takes none, or fails."""

    def __init__(self, answers):
        self.answers = answers

    def write(self, data):
        answer = self.answers.pop(0)
        print(bytes(data), answer)
        return answer


def try_to(write, *args):
    try:
        print(write(*args))
    except OSError as error:
        print(repr(error))


# It passes on the whole buffer, however many calls that takes.
slow = io.BufferedWriter(Slow([3, 3, 2]), 8)
try_to(slow.write, b"01234567")
# expect: b'01234567' 3
# expect: b'34567' 3
# expect: b'67' 2
# expect: 8
# What fails is kept.
slow = io.BufferedWriter(Slow([None, -errno.EIO, 2]), 8)
slow.write(b"ab")
try_to(slow.flush)
# expect: b'ab' None
# expect: OSError(11,)
try_to(slow.flush)
# expect: b'ab' -5
# expect: OSError(5,)
try_to(slow.flush)
# expect: b'ab' 2
# expect: None
# What a stream that does not wait leaves is lost.
slow = io.BufferedWriter(Slow([1, None, 0]), 8)
slow.write(b"abc")
try_to(slow.flush)
# expect: b'abc' 1
# expect: b'bc' None
# expect: None
try_to(slow.flush)  # expect: None

import deflate, framebuf, gc, io, micropython, re, select
from collections import deque

SIZE = 20000


def held(make):
    gc.collect()
    before = gc.mem_alloc()
    kept = make()
    gc.collect()
    return gc.mem_alloc() - before >= SIZE


def block():
    return bytearray(SIZE)


class C:
    def __init__(self, x):
        self.x = x


def a_deque():
    made = deque((), 2)
    made.append(block())
    return made


print("deque", held(a_deque))  # expect: deque True
print("its iterator", held(lambda: iter(a_deque())))  # expect: its iterator True
print("map", held(lambda: map(len, [block()])))  # expect: map True
print("filter", held(lambda: filter(None, [block()])))  # expect: filter True
print("zip", held(lambda: zip([block()], [1])))  # expect: zip True
print("enumerate", held(lambda: enumerate([block()])))  # expect: enumerate True
print("reversed", held(lambda: reversed([block()])))  # expect: reversed True
print("list iterator", held(lambda: iter([block()])))  # expect: list iterator True
print("dict iterator", held(lambda: iter({1: block()})))  # expect: dict iterator True
print("dict view", held(lambda: {1: block()}.values()))  # expect: dict view True
print("set iterator", held(lambda: iter({b"x" * SIZE})))  # expect: set iterator True
print("bytes iterator", held(lambda: iter(b"x" * SIZE)))  # expect: bytes iterator True
print("str iterator", held(lambda: iter("x" * SIZE)))  # expect: str iterator True
print("bytearray iterator", held(lambda: iter(block())))  # expect: bytearray iterator True
print("memoryview", held(lambda: memoryview(block())))  # expect: memoryview True
print("its slice", held(lambda: memoryview(block())[:5]))  # expect: its slice True
print("bound method", held(lambda: [block()].append))  # expect: bound method True
print("super", held(lambda: super(C, C(block()))))  # expect: super True
print("closure", held(lambda: (lambda x: lambda: x)(block())))  # expect: closure True
print("BytesIO", held(lambda: io.BytesIO(block())))  # expect: BytesIO True
print("BytesIO of bytes", held(lambda: io.BytesIO(b"x" * SIZE)))  # expect: BytesIO of bytes True
print("StringIO", held(lambda: io.StringIO("x" * SIZE)))  # expect: StringIO True
print("DeflateIO", held(lambda: deflate.DeflateIO(io.BytesIO(block()))))  # expect: DeflateIO True
print("FrameBuffer", held(lambda: framebuf.FrameBuffer(block(), 8, 8, framebuf.MONO_VLSB)))
# expect: FrameBuffer True
print("match", held(lambda: re.match("x", "x" * SIZE)))  # expect: match True
print("RingIO", held(lambda: micropython.RingIO(SIZE)))  # expect: RingIO True


class Stream(io.IOBase):
    def __init__(self):
        self.data = block()

    def ioctl(self, request, argument):
        return 0


def a_poll():
    made = select.poll()
    made.register(Stream())
    return made


print("poll", held(a_poll))  # expect: poll True

import framebuf


def attempt(*args):
    try:
        framebuf.FrameBuffer(*args)
        print("made")
    except Exception as e:
        print(repr(e))


memory = bytearray(16)
attempt(memory, 0, 1, framebuf.GS8)  # expect: ValueError()
attempt(memory, 1, -1, framebuf.GS8)  # expect: ValueError()
attempt(memory, 4, 4, framebuf.GS8)  # expect: made
attempt(memory, 4, 4, framebuf.GS8, 5)  # expect: ValueError()
attempt(memory, 4, 3, framebuf.GS8, 6)  # expect: made
attempt(memory, 4, 3, framebuf.GS8, 3)  # expect: ValueError()
attempt(memory, 5, 3, framebuf.GS4_HMSB)  # expect: made
attempt(memory, 16, 9, framebuf.MONO_VLSB)  # expect: ValueError()
attempt(memory, 16, 9, framebuf.MONO_HLSB)  # expect: ValueError()
attempt(memory, 1, 1, 9)  # expect: ValueError('invalid format',)
attempt(b"1234", 1, 1, framebuf.GS8)  # expect: TypeError('object with buffer protocol required',)
attempt(memory, 1, 1)  # expect: TypeError('function missing 1 required positional arguments',)
attempt(memory, 70000, 1, framebuf.MONO_VLSB)  # expect: ValueError()


class Screen(framebuf.FrameBuffer):
    def __init__(self, n):
        self.memory = bytearray(n)
        super().__init__(self.memory, n, 1, framebuf.GS8)

    def cross_out(self):
        self.hline(0, 0, 99, 1)


screen = Screen(3)
screen.cross_out()
print(screen.memory, bytes(screen))  # expect: bytearray(b'\x01\x01\x01') b'\x01\x01\x01'
screen.text(1, 0, 0)  # raises: TypeError: can't convert 'int' object to str implicitly

# differs: the oracle's asyncio is another: it runs on JavaScript's loop
# What sys.stdin reads is text; a board's streams gather it in bytes.
import asyncio, io


class Text(io.IOBase):
    def __init__(self, text):
        self.text = text

    def ioctl(self, request, argument):
        return argument if request == 3 else 0

    def read(self, n=-1):
        n = 2 if n < 0 else min(n, 2)
        taken, self.text = self.text[:n], self.text[n:]
        return taken

    def readline(self):
        return self.read()


async def main():
    stream = asyncio.StreamReader(Text("one\ntwo12thrée"))
    print(await stream.readline(), await stream.readexactly(3), await stream.read(2), await stream.read(-1))


asyncio.run(main())
# expect: b'one\n' b'two' 12 b'thr\xc3\xa9e'

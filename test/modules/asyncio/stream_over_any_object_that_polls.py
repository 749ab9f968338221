# differs: the oracle's asyncio is another: it runs on JavaScript's loop
import asyncio, io


class Slow(io.IOBase):
    def __init__(self, data):
        self.data = data

    def ioctl(self, request, argument):
        return argument if request == 3 else 0

    def readinto(self, buffer):
        n = min(2, len(buffer), len(self.data))
        buffer[:n] = self.data[:n]
        self.data = self.data[n:]
        return n

    def write(self, data):
        print("wrote", bytes(data)[:3])
        return min(3, len(data))


class Raw(Slow):
    def read(self, n=-1):
        n = 2 if n < 0 else min(n, 2)
        taken, self.data = self.data[:n], self.data[n:]
        return taken


async def main():
    stream = asyncio.StreamReader(Raw(b"abcdefgh"))
    print(await stream.read(5), await stream.readexactly(3), await stream.read())
    try:
        await stream.readexactly(1)
    except EOFError:
        print("end")
    stream.write(b"12345678")
    await stream.drain()


asyncio.run(main())
# expect: b'ab' b'cde' b'fgh'
# expect: end
# expect: wrote b'123'
# expect: wrote b'456'
# expect: wrote b'78'

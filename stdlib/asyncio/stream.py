# Streams for tasks: a UART, the console, or anything else that can be polled.

from . import core


# Reads and writes a stream without blocking other tasks. What it gathers is bytes, even where the stream reads text.
class Stream:
    def __init__(self, s, e={}):
        self.s = s
        self.e = e
        self.out_buf = b""

    def get_extra_info(self, name):
        return self.e[name]

    def close(self):
        pass

    async def wait_closed(self):
        self.s.close()

    # A coroutine: up to n bytes, or all until the end.
    def read(self, n=-1):
        parts = b""
        while True:
            yield core._io_queue.queue_read(self.s)
            part = self.s.read(n)
            if part is None:
                continue
            if n >= 0:
                return part
            if not part:
                return parts
            parts += part

    # A coroutine.
    def readinto(self, buf):
        yield core._io_queue.queue_read(self.s)
        return self.s.readinto(buf)

    # A coroutine: n bytes; EOFError if the stream ends before.
    def readexactly(self, n):
        parts = b""
        while n:
            yield core._io_queue.queue_read(self.s)
            part = self.s.read(n)
            if part is None:
                continue
            if not part:
                raise EOFError
            parts += part
            n -= len(part)
        return parts

    # A coroutine: a line with its end, or what there is before the stream's end.
    def readline(self):
        line = b""
        while True:
            yield core._io_queue.queue_read(self.s)
            part = self.s.readline()
            if part is None:
                continue
            line += part
            if not part or line[-1] == 10:
                return line

    # Writes what the stream takes at once and keeps the rest for drain.
    def write(self, buf):
        if not self.out_buf:
            taken = self.s.write(buf)
            if taken == len(buf):
                return
            if taken:
                buf = buf[taken:]
        self.out_buf += buf

    # A coroutine: lets other tasks run at least once.
    def drain(self):
        if not self.out_buf:
            return (yield from core.sleep_ms(0))
        rest = memoryview(self.out_buf)
        while rest:
            yield core._io_queue.queue_write(self.s)
            taken = self.s.write(rest)
            if taken:
                rest = rest[taken:]
        self.out_buf = b""

    # Names of an older asyncio.
    aclose = wait_closed

    async def awrite(self, buf, off=0, sz=-1):
        if off or sz >= 0:
            buf = memoryview(buf)[off : None if sz < 0 else off + sz]
        self.write(buf)
        await self.drain()

    awritestr = awrite


StreamReader = Stream
StreamWriter = Stream


async def open_connection(host, port, ssl=None, server_hostname=None):
    raise NotImplementedError("asyncio.open_connection: sockets are not simulated")


async def start_server(cb, host, port, backlog=5, ssl=None):
    raise NotImplementedError("asyncio.start_server: sockets are not simulated")

# Streams for tasks: a UART, the console, or anything else that can be polled.

from . import core


# Reads and writes a stream without blocking other tasks. What it accumulates is bytes, even if the stream reads text.
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

    # A coroutine: n bytes; raises EOFError if the stream ends before.
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

    # A coroutine: a line with its end, or what is left at the end of the stream.
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

    # Names from an older asyncio.
    aclose = wait_closed

    async def awrite(self, buf, off=0, sz=-1):
        if off or sz >= 0:
            buf = memoryview(buf)[off : None if sz < 0 else off + sz]
        self.write(buf)
        await self.drain()

    awritestr = awrite


StreamReader = Stream
StreamWriter = Stream


# A coroutine: the stream to a host and port, twice, once for each direction. Needs a board with a network interface, or a program that
# puts a module `socket` of its own into sys.modules.
def open_connection(host, port, ssl=None, server_hostname=None):
    import socket
    from errno import EINPROGRESS

    info = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)[0]
    s = socket.socket(info[0], info[1], info[2])
    s.setblocking(False)
    try:
        s.connect(info[-1])
    except OSError as error:
        if error.errno != EINPROGRESS:
            raise error
    if ssl:
        if ssl is True:
            from ssl import PROTOCOL_TLS_CLIENT, SSLContext

            ssl = SSLContext(PROTOCOL_TLS_CLIENT)
        s = ssl.wrap_socket(s, server_hostname=server_hostname or host, do_handshake_on_connect=False)
        s.setblocking(False)
    stream = Stream(s)
    yield core._io_queue.queue_write(s)
    return stream, stream


# What start_server returns: a task that accepts connections.
class Server:
    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        self.close()
        await self.wait_closed()

    def close(self):
        self.state = True  # closed on purpose: the task's cancellation is not an error
        self.task.cancel()

    async def wait_closed(self):
        await self.task

    async def _serve(self, s, cb, ssl):
        self.state = False
        while True:
            try:
                yield core._io_queue.queue_read(s)
            except core.CancelledError as error:
                s.close()
                if self.state:
                    return
                raise error
            try:
                client, address = s.accept()
            except:
                continue  # the client has gone again
            if ssl:
                try:
                    client = ssl.wrap_socket(client, server_side=True, do_handshake_on_connect=False)
                except OSError as error:
                    core.sys.print_exception(error)
                    client.close()
                    continue
            client.setblocking(False)
            stream = Stream(client, {"peername": address})
            core.create_task(cb(stream, stream))


async def start_server(cb, host, port, backlog=5, ssl=None):
    import socket

    info = socket.getaddrinfo(host, port)[0]
    s = socket.socket(info[0])
    s.setblocking(False)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind(info[-1])
    s.listen(backlog)

    server = Server()
    server.task = core.create_task(server._serve(s, cb, ssl))
    try:
        await core.sleep_ms(0)  # until the task waits, and can be cancelled without leaving the socket open
    except core.CancelledError as error:
        server.task.cancel()
        raise error
    return server

# differs: the oracle's asyncio is another: it runs on JavaScript's loop
import asyncio, io, sys

class Pipe(io.IOBase):
    def __init__(self):
        self.data = b""
        self.callers = []

    def ioctl(self, request, argument):
        if request != 3:
            return -1
        return argument & (4 | (1 if self.data or self.callers else 0))

    def read(self, n=-1):
        taken, self.data = self.data, b""
        return taken

    def readline(self):
        return self.read()

    def write(self, data):
        self.peer.data += data
        return len(data)

    def setblocking(self, how):
        pass

    def setsockopt(self, *options):
        pass

    def bind(self, address):
        print("bind", address)

    def listen(self, backlog):
        print("listen", backlog)
        socket.listener = self

    def accept(self):
        return self.callers.pop(0), ("1.2.3.4", 5)

    def connect(self, address):
        print("connect", address)
        if address[1] == 1:
            raise OSError(111)
        self.peer = Pipe()
        self.peer.peer = self
        socket.listener.callers.append(self.peer)
        raise OSError(115)

    def close(self):
        print("close")


class socket:
    SOCK_STREAM = 1
    SOL_SOCKET = 1
    SO_REUSEADDR = 2

    def getaddrinfo(host, port, *more):
        return [(2, 1, 6, "", (host, port))]

    def socket(*kind):
        print("socket", kind)
        return Pipe()


sys.modules["socket"] = socket


async def answer(reader, writer):
    print("from", reader.get_extra_info("peername"))
    line = await reader.readline()
    writer.write(b"<" + line[:-1] + b">")
    await writer.drain()


async def main():
    async with await asyncio.start_server(answer, "here", 80, 3) as server:
        # expect: socket (2,)
        # expect: bind ('here', 80)
        # expect: listen 3
        reader, writer = await asyncio.open_connection("here", 80)
        # expect: socket (2, 1, 6)
        # expect: connect ('here', 80)
        writer.write(b"ping\n")
        await writer.drain()
        print(await reader.read(9))
        # expect: from ('1.2.3.4', 5)
        # expect: b'<ping>'
        try:
            await asyncio.open_connection("here", 1)
        except OSError as error:
            print(error)
        # expect: socket (2, 1, 6)
        # expect: connect ('here', 1)
        # expect: [Errno 111] ECONNREFUSED
    # expect: close
    server = await asyncio.start_server(answer, "here", 81)
    # expect: socket (2,)
    # expect: bind ('here', 81)
    # expect: listen 5
    server.task.cancel()
    try:
        await server.wait_closed()
    except asyncio.CancelledError:
        print("cancelled")
    # expect: close
    # expect: cancelled


asyncio.run(main())

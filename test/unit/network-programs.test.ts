/** Whole programs with a network: tasks, threads, Ctrl-C, resets, and that a run is the same however it is sliced. */
import { expect, test } from 'vitest';
import { http, TestBench, World } from '../../src/index.js';
import { JOIN, linesOf, networkBench } from './network-bench.js';

const ECHO = `
import asyncio

async def answer(reader, writer):
    while line := await reader.readline():
        writer.write(b"<" + line.strip() + b">\\n")
        await writer.drain()
    writer.close()
    await writer.wait_closed()
`;

test('asyncio: a client of a host, and a server for it, at once', () => {
  const bench = networkBench(`${ECHO}
async def ask(n):
    reader, writer = await asyncio.open_connection("10.0.0.7", 7)
    writer.write(b"question %d\\n" % n)
    await writer.drain()
    print(await reader.readline())
    writer.close()
    await writer.wait_closed()

async def main():
    server = await asyncio.start_server(answer, "0.0.0.0", 80)
    print("serving")
    await asyncio.gather(ask(1), ask(2))
    await asyncio.sleep(1)

asyncio.run(main())
`);
  bench.board.network.host('echo', '10.0.0.7').listen(7, (connection) => {
    connection.onData = (bytes) => connection.send(bytes);
  });
  bench.runUntil(() => bench.output.includes('serving'), 10_000);
  const connection = bench.board.network.connect(bench.board, 80);
  connection.send('one\ntwo\n');
  expect(linesOf(bench)).toEqual(['serving', "b'question 1\\n'", "b'question 2\\n'"]);
  expect(connection.received).toBe('<one>\n<two>\n');
});

test('a thread waits for a connection while others run', () => {
  const bench = networkBench(`
import _thread

def serve():
    s = socket.socket()
    s.bind(("", 80))
    s.listen(1)
    client, _ = s.accept()
    print("thread", client.recv(10))
    client.close()

_thread.start_new_thread(serve, ())
for i in range(4):
    print("main", i)
    time.sleep(1)
`);
  bench.runUntil(() => bench.output.includes('main 1'), 10_000);
  bench.board.network.connect(bench.board, 80).send('hello');
  expect(linesOf(bench)).toEqual(['main 0', 'main 1', "thread b'hello'", 'main 2', 'main 3']);
});

test('Ctrl-C strikes a program that waits for a connection', () => {
  const bench = networkBench(`
s = socket.socket()
s.bind(("", 80))
s.listen(1)
print("waiting")
try:
    s.accept()
except KeyboardInterrupt:
    print("interrupted")
`);
  bench.runUntil(() => bench.output.includes('waiting'), 10_000);
  bench.type('\x03');
  expect(linesOf(bench)).toEqual(['waiting', 'interrupted']);
});

test('a socket that nobody can reach any more is closed by a collection', () => {
  const bench = networkBench(`
import gc

def leave():
    for port in (81, 82, 83, 84, 85):
        socket.socket().bind(("", port))

leave()
attempt(socket.socket)
gc.collect()
s = socket.socket()
attempt(lambda: s.bind(("", 81)))
`);
  expect(linesOf(bench)).toEqual(['OSError(12,) 0', 'None 0']);
});

test('a soft reset closes sockets and keeps the link', () => {
  const program = `
import network, os, socket, sys
if "again" in os.listdir():
    print(network.WLAN().isconnected())
    socket.socket().bind(("", 8000))
    print("bound")
    raise ValueError
open("again", "w").close()
${JOIN}
s = socket.socket()
s.connect(("10.0.0.7", 80))
kept = socket.socket()
kept.bind(("", 8000))
print("connected")
`;
  const bench = new TestBench({ 'main.py': program }, { board: 'pybd-sf2', afterwards: 'prompt' });
  bench.board.network.accessPoint({ ssid: 'home', password: 'password' });
  let isOver = false;
  bench.board.network.host('silent', '10.0.0.7').listen(80, (connection) => {
    connection.onEnd = () => {
      isOver = true;
    };
  });
  bench.runUntil(() => bench.output.includes('>>>'), 10_000);
  bench.type('\x04');
  bench.runUntil(() => bench.output.includes('bound'), 10_000);
  bench.run(100);
  expect(bench.output).toContain('True\nbound');
  expect(isOver).toBe(true);
});

test('a hard reset switches the radio off; the host is told when it speaks', () => {
  const bench = networkBench(`
import machine
if machine.reset_cause() != machine.HARD_RESET:
    s = socket.socket()
    s.connect(("10.0.0.7", 80))
    machine.reset()
`);
  const failures: string[] = [];
  bench.board.network.host('talkative', '10.0.0.7').listen(80, (connection) => {
    connection.onError = (why) => failures.push(why);
    connection.send('anybody there?');
  });
  linesOf(bench);
  bench.run(1000);
  expect(bench.edges('WLAN').map(({ value }) => value)).toEqual([1, 0, 1]);
  expect(failures).toEqual(['reset']);
});

test('HTTP: a board posts readings and gets answers', () => {
  const bench = networkBench(`
def request(text):
    s = socket.socket()
    s.connect(socket.getaddrinfo("api.example.com", 80)[0][-1])
    s.write(text)
    answer = s.read()
    s.close()
    return answer

print(request(b"POST /readings HTTP/1.0\\r\\nContent-Length: 8\\r\\n\\r\\n{\\"t\\":21}"))
print(request(b"GET /nothing HTTP/1.0\\r\\n\\r\\n")[:24])
`);
  const readings: string[] = [];
  bench.board.network.host('api.example.com', '10.0.0.7').listen(
    80,
    http(({ method, path, text }) => {
      if (path !== '/readings') return null;
      readings.push(`${method} ${text}`);
      return { status: 201, body: 'thanks' };
    }),
  );
  expect(linesOf(bench)).toEqual([
    "b'HTTP/1.0 201 Created\\r\\nContent-Length: 6\\r\\nConnection: close\\r\\n\\r\\nthanks'",
    "b'HTTP/1.0 404 Not Found\\r\\n'",
  ]);
  expect(readings).toEqual(['POST {"t":21}']);
});

const SERVER = `${JOIN}
s = socket.socket()
s.bind(("", 80))
s.listen(2)
for _ in range(2):
    client, address = s.accept()
    print(address, client.read())
    client.close()
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
u.bind(("", 5000))
print(u.recvfrom(20))
`;
const CLIENT = `import time
time.sleep(1)
${JOIN}for text in (b"one", b"x" * 3000):
    s = socket.socket()
    s.connect(("192.168.1.100", 80))
    s.write(text)
    s.close()
time.sleep_ms(500)
socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"all", ("255.255.255.255", 5000))
print(wlan.ifconfig()[0])
`;

/** Two boards in a world, run in steps of so many milliseconds: what they print, and when their links change. */
function talk(step: number, options: { stopEvery?: number; tier?: 'interpreter' | 'compiled' } = {}): unknown {
  const benches = [
    new TestBench({ 'main.py': SERVER }, { board: 'pybd-sf2', ...options }),
    new TestBench({ 'main.py': CLIENT }, { board: 'pybd-sf6', ...options }),
  ];
  new World(benches);
  benches[0].board.network.accessPoint({ ssid: 'home', password: 'password' });
  while (benches.some(({ exit }) => exit === null) && benches[0].ms < 20_000) benches[0].run(step);
  return benches.map((bench) => [bench.output, bench.edges('WLAN').map(({ ms }) => ms)]);
}

test('two boards on one access point talk to each other, and do so in the same way in any tier and however they are sliced', () => {
  const outcome = talk(100);
  const big = 'x'.repeat(3000);
  expect(outcome).toEqual([
    [`('192.168.1.101', 49153) b'one'\n('192.168.1.101', 49154) b'${big}'\n(b'all', ('192.168.1.101', 49153))\n`, [expect.any(Number)]],
    ['192.168.1.101\n', [expect.any(Number)]],
  ]);
  expect(talk(7)).toEqual(outcome);
  expect(talk(100, { tier: 'compiled' })).toEqual(outcome);
  expect(talk(100, { stopEvery: 1, tier: 'interpreter' })).toEqual(outcome);
});

/** Datagrams between a board and hosts, and names. */
import { expect, test } from 'vitest';
import { TestBench, World } from '../../src/index.js';
import { JOIN, linesOf, networkBench } from './network-bench.js';

test('a datagram goes to a host, which answers; what does not fit into the buffer is cut off', () => {
  const bench = networkBench(`
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
print(u.sendto(b"question", ("10.0.0.7", 53)), u.recvfrom(100))
u.connect(("10.0.0.7", 53))
print(u.send(b"question"), u.recv(4), u.write(b"again"), u.read(6))
`);
  bench.board.network.host('names', '10.0.0.7').datagrams(53, (bytes, sender) => sender.answer(`answer ${bytes.length}`));
  expect(linesOf(bench)).toEqual(["8 (b'answer 8', ('10.0.0.7', 53))", "8 b'answ' 5 b'answer'"]);
});

test('four datagrams wait; what comes then is lost', () => {
  const bench = networkBench(`
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
u.bind(("", 5000))
print(u)
time.sleep(1)
print(str(u), [u.recv(10) for _ in range(4)])
u.setblocking(False)
attempt(lambda: u.recv(10))
`);
  const host = bench.board.network.host('many', '10.0.0.7');
  bench.runUntil(() => bench.output.includes('incoming'), 10_000);
  const port = host.datagrams(0);
  for (let i = 0; i < 6; i++) port.send(`${i}`, '192.168.1.100', 5000);
  expect(linesOf(bench).slice(1)).toEqual(["<socket state=4 timeout=4294967295 incoming=4> [b'0', b'1', b'2', b'3']", 'OSError(11,) 0']);
});

test('names: those of hosts, after a round trip; others are not found; local ones nobody answers for', () => {
  const bench = networkBench(`
def look(name):
    attempt(lambda: socket.getaddrinfo(name, 80)[0][-1])

look("API.example.com")
look("API.example.com")
look("nobody.example.com")
look("printer.local")
look("nobody.local")
wlan.disconnect()
look("api.example.com")
`);
  bench.board.network.host('api.example.com', '10.0.0.7');
  bench.board.network.host('printer.local', '192.168.1.7');
  expect(linesOf(bench)).toEqual([
    "('10.0.0.7', 80) 4",
    "('10.0.0.7', 80) 0",
    'OSError(-2,) 4',
    "('192.168.1.7', 80) 4",
    'OSError(-2,) 7000',
    'OSError(-2,) 7000',
  ]);
});

test('a host far away is that much later', () => {
  const bench = networkBench(`
attempt(lambda: socket.socket().connect(("10.0.0.7", 80)))
attempt(lambda: socket.socket().connect(("10.0.0.8", 80)))
`);
  bench.board.network.host('near', '10.0.0.7').listen(80, () => {});
  bench.board.network.host('far', '10.0.0.8', { latencyMs: 50 }).listen(80, () => {});
  expect(linesOf(bench)).toEqual(['None 4', 'None 104']);
});

test('there is memory for four ports of UDP, of which DHCP has one', () => {
  const bench = networkBench(`
kept = []
def take():
    while True:
        kept.append(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
attempt(take)
print(len(kept))
kept[0].close()
attempt(lambda: kept.append(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)))
`);
  expect(linesOf(bench)).toEqual(['OSError(12,) 0', '3', 'None 0']);
});

test('a datagram to a group reaches who has joined it', () => {
  const bench = networkBench(`
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
u.bind(("", 5000))
u.settimeout(1)
print("ready")
attempt(lambda: u.recv(10))
u.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, bytes((224, 0, 1, 5, 0, 0, 0, 0)))
print("joined")
attempt(lambda: u.recv(10))
`);
  const other = new TestBench(
    {
      'main.py': `${JOIN}
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
while True:
    u.sendto(b"all", ("224.0.1.5", 5000))
    time.sleep_ms(300)
`,
    },
    { board: 'pybd-sf6' },
  );
  new World([bench, other]);
  expect(linesOf(bench).map((line) => line.replace(/ \d+$/, ''))).toEqual(['ready', 'OSError(110,)', 'joined', "b'all'"]);
});

/** How a board joins an access point, loses it, and is one itself. */
import { expect, test } from 'vitest';
import { type Connection, TestBench, World } from '../../src/index.js';
import { JOIN, linesOf, networkBench } from './network-bench.js';

/** Prints the states of the link as they come, with their seconds. */
const STATES = `
import network, time
wlan = network.WLAN()
wlan.active(True)

def states(seconds):
    start, seen = time.ticks_ms(), None
    while (ms := time.ticks_diff(time.ticks_ms(), start)) < 1000 * seconds:
        if wlan.status() != seen:
            seen = wlan.status()
            print(seen, ms)
        time.sleep_ms(10)
`;

test('scan tells of all that can be heard, by their channels', () => {
  const bench = new TestBench({ 'main.py': `${STATES}print(wlan.scan())\nprint(wlan.scan(ssid="open"))` }, { board: 'pybd-sf2' });
  const { network } = bench.board;
  network.accessPoint({ ssid: 'home', password: 'password', channel: 11, rssi: -40 });
  network.accessPoint({ ssid: 'open', channel: 1, rssi: -70 });
  network.accessPoint({ ssid: 'gone' }).up = false;
  const open = "(b'open', b'\\x02VPYB\\x02', 1, -70, 0, 1)";
  expect(linesOf(bench)).toEqual([`[${open}, (b'home', b'\\x02VPYB\\x01', 11, -40, 5, 1)]`, `[${open}]`]);
});

test('access points that were given no bssid have one each, whatever boards have been access points before', () => {
  const bench = new TestBench(
    {
      'main.py': `${STATES}ap = network.WLAN(1)\nap.active(True)\ninput()\nap.active(False)\ninput()\nprint([p[1][5] for p in wlan.scan()])`,
    },
    { board: 'pybd-sf2' },
  );
  const { network } = bench.board;
  for (const ssid of ['first', 'second']) {
    bench.run(1000);
    network.accessPoint({ ssid });
    bench.type('\r');
  }
  network.accessPoint({ ssid: 'third' });
  expect(linesOf(bench)).toEqual(['', '', '[1, 2, 3]']);
});

test('there may be more access points than a byte counts', () => {
  const { network } = new TestBench({}, { board: 'pybd-sf6' }).board;
  const points = Array.from({ length: 300 }, (_, i) => network.accessPoint({ ssid: `net-${i}` }));
  expect(new Set(points.map(({ bssid }) => bssid.join())).size).toBe(300);
});

test('access points of boards that come into a world have bssids of their own there; who has chosen one keeps it', () => {
  const scan = { 'main.py': `${STATES}print([(p[0], p[1][5]) for p in sorted(wlan.scan())])` };
  const benches = [0, 1, 2].map(() => new TestBench(scan, { board: 'pybd-sf2' }));
  const [a, b, c] = benches.map(({ board }) => board.network);
  for (const ssid of ['a1', 'a2']) a.accessPoint({ ssid });
  for (const ssid of ['b1', 'b2', 'b3']) b.accessPoint({ ssid });
  c.accessPoint({ ssid: 'chosen', bssid: Uint8Array.of(2, 0x56, 0x50, 0x59, 0x42, 1) });
  new World(benches);
  b.accessPoint({ ssid: 'later' });
  const numbers = { a1: 2, a2: 3, b1: 4, b2: 5, b3: 6, chosen: 1, later: 7 };
  const expected = Object.entries(numbers).map(([ssid, number]) => `(b'${ssid}', ${number})`);
  for (const bench of benches) expect(linesOf(bench)).toEqual([`[${expected.join(', ')}]`]);
});

test('what no access point, and no host, can be is refused at once', () => {
  const { network } = new TestBench({}, { board: 'pybd-sf2' }).board;
  const refused = [
    { ssid: '' },
    { ssid: 'home', password: 'short' },
    { ssid: 'home', gateway: 'here' },
    { ssid: 'home', latencyMs: -1 },
    { ssid: 'home', latencyMs: Number.NaN },
    { ssid: 'home', bytesPerSecond: 0 },
  ];
  for (const options of refused) expect(() => network.accessPoint(options), JSON.stringify(options)).toThrow(RangeError);
  expect(network.accessPoints).toEqual([]);
  expect(() => network.host('far', '10.0.0.7', { latencyMs: Number.POSITIVE_INFINITY })).toThrow(
    'latencyMs: Infinity is not a number of milliseconds, 0 or more',
  );
});

test('a reset makes the chip forget what it was told; deinit, too', () => {
  const bench = new TestBench(
    {
      'main.py': `
import machine, network
def told():
    return [wlan.config(name) for name in ("txpower", "antenna", "pm")]
def tell():
    wlan.config(txpower=10, antenna=1, pm=network.WLAN.PM_NONE)
wlan = network.WLAN()
wlan.active(True)
print(told(), network.ipconfig("prefer"))
tell()
network.ipconfig(prefer=6)
if machine.reset_cause() != machine.HARD_RESET:
    machine.reset()
print(told())
wlan.deinit()
wlan.active(True)
print(told(), network.ipconfig("prefer"))
`,
    },
    { board: 'pybd-sf2' },
  );
  const fresh = '[31, 0, 10555714]';
  expect(linesOf(bench)).toEqual([`${fresh} 4`, `${fresh} 4`, '[10, 1, 16]', `${fresh} 6`]);
});

test('joining: a link, then an address from its server; the password must be right', () => {
  const program = `${STATES}
wlan.connect("home", "wrong password")
states(4)
wlan.connect("home", "password")
states(4)
print(wlan.ifconfig(), wlan.status("rssi"), wlan.config("ssid"), wlan.config("channel"), wlan)
wlan.disconnect()
print(wlan.status(), wlan.isconnected())
`;
  const bench = new TestBench({ 'main.py': program }, { board: 'pybd-sf2' });
  bench.board.network.accessPoint({ ssid: 'home', password: 'password', rssi: -61, gateway: '10.1.2.1' });
  expect(linesOf(bench)).toEqual([
    '1 0',
    '-3 2310',
    '1 0',
    '2 1210',
    '3 1310',
    "('10.1.2.100', '255.255.255.0', '10.1.2.1', '10.1.2.1') -61 home 6 <CYW43 STA up 10.1.2.100>",
    '0 False',
  ]);
  expect(bench.edges('WLAN').map(({ value }) => value)).toEqual([1, 0]);
});

test('without a server of addresses the board has none until it is given one', () => {
  const program = `${STATES}
wlan.connect("home", "password")
states(4)
try:
    wlan.ifconfig("dhcp")
except OSError as e:
    print(e)
wlan.ifconfig(("192.168.1.5", "255.255.255.0", "192.168.1.1", "192.168.1.1"))
print(wlan.status(), wlan.isconnected())
`;
  const bench = new TestBench({ 'main.py': program }, { board: 'pybd-sf2' });
  bench.board.network.accessPoint({ ssid: 'home', password: 'password', dhcp: false });
  expect(linesOf(bench)).toEqual(['1 0', '2 1210', 'timeout waiting for DHCP to get IP address', '3 True']);
});

test('an access point that goes away is joined again when it is back; meanwhile connections wait, datagrams are lost', () => {
  const bench = networkBench(`
s = socket.socket()
s.connect(("10.0.0.7", 80))
print("connected")
s.settimeout(20)
print(s.recv(10), wlan.isconnected())
while wlan.isconnected(): time.sleep_ms(1)
print(wlan.status())
s.send(b"now")
print(s.recv(7))
print(s.recv(10), wlan.isconnected())
`);
  const accepted: Connection[] = [];
  const point = bench.board.network.accessPoints[0];
  bench.board.network.host('echo', '10.0.0.7').listen(80, (connection) => {
    accepted.push(connection);
    connection.send('welcome');
    connection.onData = (bytes) => connection.send(bytes);
  });
  bench.runUntil(() => bench.output.includes('welcome'), 10_000);
  point.up = false;
  bench.run(3000);
  expect(bench.output.trimEnd().split(/\r?\n/).slice(1)).toEqual(["b'welcome' True", '1']);
  accepted[0].send('then, ');
  bench.run(100);
  point.up = true;
  expect(linesOf(bench).slice(-2)).toEqual(["b'then, '", "b'now' True"]);
});

test('a board that is switched off loses its connections: ECONNABORTED', () => {
  const bench = networkBench(`
s = socket.socket()
s.connect(("10.0.0.7", 80))
wlan.active(False)
attempt(lambda: s.recv(10))
attempt(lambda: socket.socket().connect(("10.0.0.7", 80)))
`);
  bench.board.network.host('silent', '10.0.0.7').listen(80, () => {});
  expect(linesOf(bench)).toEqual(['OSError(103,) 0', 'OSError(113,) 0']);
});

test('one board is the access point of another, which gets its address from it', () => {
  const point = new TestBench(
    {
      'main.py': `
import network, socket, time
ap = network.WLAN(network.AP_IF)
print(ap.config("ssid"), ap.config("channel"), ap.isconnected())
ap.config(ssid="home", password="password", channel=7)
ap.active(True)
print(ap, ap.ifconfig()[0])
s = socket.socket()
s.bind(("", 80))
s.listen(1)
client, address = s.accept()
print(address[0], client.recv(10), ap.isconnected(), len(ap.status("stations")))
client.send(b"hello")
client.close()
`,
    },
    { board: 'pybd-sf6' },
  );
  const station = new TestBench(
    {
      'main.py': `import time\ntime.sleep(1)\n${JOIN}\nprint(wlan.ifconfig()[0])\ns = socket.socket()\ns.connect(("192.168.4.1", 80))\ns.send(b"me")\nprint(s.recv(10))`,
    },
    { board: 'pybd-sf2' },
  );
  new World([point, station]);
  expect(linesOf(station)).toEqual(['192.168.4.16', "b'hello'"]);
  expect(linesOf(point)).toEqual(['PYBD2AC4 3 False', '<CYW43 AP up 192.168.4.1> 192.168.4.1', "192.168.4.16 b'me' True 1"]);
});

test('a client of a board in no other network than its own is a station of that, until it ends', () => {
  const bench = new TestBench(
    {
      'main.py': `
import network, socket, time
ap = network.WLAN(network.AP_IF)
ap.active(True)
server = socket.socket()
server.bind(("", 80))
server.listen(1)
for _ in range(2):
    client, address = server.accept()
    print(address[0], client.recv(10), len(ap.status("stations")))
ap.active(False)
print(ap.status("stations"))
time.sleep(5)
`,
    },
    { board: 'pybd-sf6' },
  );
  const { network } = bench.board;
  expect(() => network.connect(bench.board, 80)).toThrow('the board is not connected to an access point');
  bench.run(2000);
  const [first, second] = ['one', 'two'].map((text) => {
    const connection = network.connect(bench.board, 80);
    connection.send(text);
    bench.run(1000);
    return connection;
  });
  expect(bench.output).toBe("192.168.4.16 b'one' 1\n192.168.4.16 b'two' 1\n[]\n");
  expect([first.wasOpen, second.wasOpen, second.isOpen]).toEqual([true, true, false]);
});

test('boards of a world have hosts in common, so each host once', () => {
  const bench = (host: string, address: string) => {
    const made = new TestBench({ 'main.py': '' }, { board: 'pybd-sf2' });
    made.board.network.host(host, address);
    return made;
  };
  expect(() => new World([bench('broker', '10.0.0.1'), bench('broker', '10.0.0.2')])).toThrow(
    new RangeError("two boards of the world have a host 'broker': leave it to one of them"),
  );
  const pair = [bench('one', '10.0.0.1'), bench('other', '10.0.0.1')];
  expect(() => new World(pair)).toThrow(new RangeError('two boards of the world have a host at 10.0.0.1: leave it to one of them'));
  // Who was refused is as before.
  const three = [bench('one', '10.0.0.1'), bench('other', '10.0.0.2'), bench('third', '10.0.0.1')];
  expect(() => new World(three)).toThrow(RangeError);
  expect(three[0].board.network.hosts).toHaveLength(1);
  expect(new World([pair[0], bench('other', '10.0.0.2')]).systems).toHaveLength(2);
});

test('a board without a radio says so', () => {
  const bench = new TestBench({ 'main.py': '' });
  expect(() => bench.board.network).toThrow('pybv11 has no radio');
});

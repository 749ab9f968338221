/** Access points and hosts as data: what a vpyb.json or the command line can say of them. */
import { describe, expect, test } from 'vitest';
import { MemoryFileTree, Setup, setUp, TestBench } from '../../src/index.js';
import { JOIN, linesOf } from './network-bench.js';

const POINT = { home: { type: 'access-point', password: 'password' } };

function benchWith(program: string, devices: Record<string, Record<string, unknown>>, files: Record<string, string> = {}) {
  const bench = new TestBench({ 'main.py': JOIN + program }, { board: 'pybd-sf2' });
  const setup = new Setup(bench.board, () => new MemoryFileTree(files));
  setup.add({ devices: { ...POINT, ...devices } });
  return { bench, setup };
}

const GET = `
def get(path, method="GET"):
    s = socket.socket()
    s.connect(("10.0.0.7", 80))
    s.write(method + " " + path + " HTTP/1.0\\r\\n\\r\\n")
    head, _, body = s.read().partition(b"\\r\\n\\r\\n")
    s.close()
    print(head.split(b"\\r\\n")[0], body)
`;

test('an HTTP server has the files of a folder', () => {
  const program = `${GET}
get("/")
get("/data/a.txt?x=1")
get("/data/a.txt", "HEAD")
get("/data")
get("/../secret")
get("nonsense nonsense")
`;
  const { bench, setup } = benchWith(
    program,
    { web: { type: 'host', address: '10.0.0.7', service: 'http', files: 'www' } },
    { 'index.html': '<h1>hello</h1>', 'data/a.txt': 'A' },
  );
  expect(linesOf(bench)).toEqual([
    "b'HTTP/1.0 200 OK' b'<h1>hello</h1>'",
    "b'HTTP/1.0 200 OK' b'A'",
    "b'HTTP/1.0 200 OK' b''",
    "b'HTTP/1.0 404 Not Found' b''",
    "b'HTTP/1.0 404 Not Found' b''",
    "b'HTTP/1.0 400 Bad Request' b''",
  ]);
  expect(setup.devices.get('web')?.received).toBe('GET /\nGET /data/a.txt?x=1\nHEAD /data/a.txt\nGET /data\nGET /../secret\n');
});

test('and says of which type each is, by its ending', () => {
  const program =
    'import requests\nfor f in ("a.json", "b.html", "c"): print(requests.get("http://10.0.0.7/" + f).headers["Content-Type"])';
  const files = { 'a.json': '{}', 'b.html': '<p>', c: 'x' };
  const { bench } = benchWith(program, { web: { type: 'host', address: '10.0.0.7', service: 'http', files: 'www' } }, files);
  expect(linesOf(bench)).toEqual(['application/json', 'text/html', 'application/octet-stream']);
});

test('texts that come in pieces are whole, wherever their characters were cut', () => {
  const program = `
text = "x" + "é" * 1000 + "\\n"
s = socket.socket()
s.connect(("10.0.0.7", 80))
s.sendall(text)
s.close()
server = socket.socket()
server.bind(("", 81))
server.listen(1)
client, _ = server.accept()
client.sendall(text)
client.close()
time.sleep(1)
`;
  const { bench, setup } = benchWith(program, {
    quiet: { type: 'host', address: '10.0.0.7', port: 80, service: 'silent' },
    app: { type: 'client', port: 81 },
  });
  bench.runUntil(() => bench.board.network.accessPoints.some(({ stations }) => stations.size > 0), 5000);
  bench.run(1500);
  setup.change({ 'app.send': '' });
  linesOf(bench);
  const text = `x${'é'.repeat(1000)}\n`;
  expect(setup.devices.get('quiet')?.received).toBe(text);
  expect(setup.devices.get('app')?.received).toBe(text);
});

test('hosts and clients send bytes as well', () => {
  const program = `
s = socket.socket()
s.connect(("10.0.0.7", 502))
server = socket.socket()
server.bind(("", 81))
server.listen(1)
print("ready")
client, _ = server.accept()
print(s.recv(9), client.recv(9))
`;
  const { bench, setup } = benchWith(program, {
    meter: { type: 'host', address: '10.0.0.7', port: 502 },
    app: { type: 'client', port: 81 },
  });
  bench.runUntil(() => bench.output.includes('ready'), 5000);
  bench.run(100);
  setup.change({ 'meter.sendBytes': '01 83 FF', 'app.sendBytes': '00c4' });
  bench.run(1000);
  expect(bench.output).toBe("ready\nb'\\x01\\x83\\xff' b'\\x00\\xc4'\n");
});

test('one host has several ports: an echo, answers to lines, silence', () => {
  const program = `
for port in (7, 8, 9):
    s = socket.socket()
    s.settimeout(0.2)
    s.connect(("10.0.0.7", port))
    s.write(b"one\\ntwo\\n")
    attempt(lambda: (s.readline(), s.readline()))
`;
  const { bench, setup } = benchWith(program, {
    echo: { type: 'host', address: '10.0.0.7', port: 7, service: 'echo' },
    modem: { type: 'host', address: '10.0.0.7', port: 8, service: 'lines', answer: 'OK' },
    silent: { type: 'host', address: '10.0.0.7', port: 9 },
  });
  expect(linesOf(bench)).toEqual(["(b'one\\n', b'two\\n') 4", "(b'OK\\r\\n', b'OK\\r\\n') 9", 'OSError(110,) 201']);
  expect(setup.devices.get('modem')?.received).toBe('one\ntwo\n');
});

test('what happens at a moment: a server that stops and starts, a host that is unplugged, a text that is sent, a connection that is reset', () => {
  const program = `
s = socket.socket()
s.connect(("10.0.0.7", 1883))
print(s.recv(20))
attempt(lambda: s.recv(20))
def connect():
    s = socket.socket()
    s.settimeout(1)
    s.connect(("10.0.0.7", 1883))
attempt(connect)
time.sleep(2)
attempt(connect)
time.sleep(2)
attempt(connect)
`;
  const { bench, setup } = benchWith(program, { broker: { type: 'host', address: '10.0.0.7', port: 1883 } });
  setup.add({
    at: {
      '3s': { 'broker.send': 'hello' },
      '4s': { 'broker.reset': true, 'broker.serving': false },
      '5s': { 'broker.serving': true, 'broker.up': false },
      '7500ms': { 'broker.up': true },
    },
  });
  const outcomes = linesOf(bench).map((line) => line.replace(/ \d+$/, ''));
  expect(outcomes).toEqual(["b'hello'", 'OSError(104,)', 'OSError(104,)', 'OSError(110,)', 'None']);
});

test('somebody connects to a server on the board, is refused, and finds nobody', () => {
  const program = `
s = socket.socket()
s.bind(("", 80))
s.listen(1)
print("serving")
for _ in range(2):
    client, _ = s.accept()
    print(client.recv(100))
    client.write(b"HTTP/1.0 200 OK\\r\\n\\r\\nhello")
    client.close()
s.close()
print("closed")
time.sleep(1)
wlan.disconnect()
`;
  const { bench, setup } = benchWith(program, { browser: { type: 'client' } });
  const seen = (): string => setup.devices.get('browser')?.received ?? '';
  setup.change({ 'browser.get': '/early' });
  expect(seen()).toBe('no connection: the board is not connected to an access point\n');
  bench.runUntil(() => bench.output.includes('serving'), 10_000);
  setup.change({ 'browser.get': '/status' });
  bench.run(100);
  setup.change({ 'browser.sendLine': 'anything' });
  bench.runUntil(() => bench.output.includes('closed'), 10_000);
  bench.run(100);
  setup.change({ 'browser.send': 'anything' });
  bench.run(100);
  expect(bench.output).toBe("serving\nb'GET /status HTTP/1.0\\r\\n\\r\\n'\nb'anything\\r\\n'\nclosed\n");
  const answer = 'HTTP/1.0 200 OK\r\n\r\nhello';
  expect(seen().split('\n').slice(1).join('\n')).toBe(`${answer}${answer}no connection: refused\n`);
});

describe('what cannot be is refused in one line', () => {
  const refused = (devices: Record<string, Record<string, unknown>>, board: 'pybd-sf2' | 'pybv11' = 'pybd-sf2') => {
    const { board: own } = new TestBench({ 'main.py': '' }, { board });
    return () => setUp(own, { devices });
  };
  test.each([
    [{ home: { type: 'access-point', password: 'short' } }, 'home: password must have 8 to 63 characters, or be left out'],
    [{ home: { type: 'access-point', gateway: 'here' } }, "home: gateway: 'here' is not an address"],
    [{ broker: { type: 'host' } }, "broker: 'address' is missing; write one such as 10.0.0.7"],
    [{ broker: { type: 'host', address: 'here' } }, "broker: 'here' is not an address such as 10.0.0.7"],
    [{ one: { type: 'host', address: '10.0.0.7' }, two: { type: 'host', address: '10.0.0.7' } }, 'two: one: port 80 already has a server'],
    [
      { one: { type: 'host', address: '10.0.0.7', host: 'a' }, two: { type: 'host', address: '10.0.0.8', host: 'A' } },
      "two: there is already a host 'A'",
    ],
    [
      { broker: { type: 'host', address: '10.0.0.7', service: 'ftp' } },
      'broker.service: "ftp" is not echo or http or lines or mqtt or ntp or silent',
    ],
    [
      { broker: { type: 'host', address: '10.0.0.7', service: 'mqtt', status: 200 } },
      "broker has no 'status'; choose from host, address, port, service, tls, certificates, user, password, latency, up, serving, reset, publish, retain",
    ],
    [
      { api: { type: 'host', address: '10.0.0.7', service: 'http', publish: 'lights on' } },
      "api has no 'publish'; choose from host, address, port, service, answer, status, location, files, tls, certificates, latency, up, serving, reset, send",
    ],
    [
      { broker: { type: 'host', address: '10.0.0.7', service: 'mqtt', publish: 'lights/# on' } },
      'broker.publish: "lights/# on" is not a topic, a space and a text, such as \'lights/set on\'',
    ],
    [
      { clock: { type: 'host', address: '10.0.0.7', service: 'ntp', date: '2026-02-29' } },
      'clock.date: "2026-02-29" is not a date from 2000 to 2099 such as 2026-07-01T12:00:00',
    ],
  ])('%j', (devices, message) => {
    expect(refused(devices as Record<string, Record<string, unknown>>)).toThrow(message);
  });
  test('that a device of its service has not, when it is to change', () => {
    const { setup } = benchWith('', { clock: { type: 'host', address: '10.0.0.7', service: 'ntp' } });
    expect(() => setup.add({ at: { '1s': { 'clock.send': 'x' } } })).toThrow(
      "clock: 'send' cannot be changed; what can: up, serving, date",
    );
  });
  test('on a board without a radio', () => {
    expect(refused(POINT, 'pybv11')).toThrow('home: pybv11 has no radio; pybd-sf2 and pybd-sf6 have one');
  });
});

/** `requests` of the PYBDs' firmware: what it sends, what it makes of the answer, and which errors it has. */
import { expect, test, vi } from 'vitest';
import { ByteQueue } from '../../src/byte-queue.js';
import { http, Setup, TestBench } from '../../src/index.js';
import { RequestReader } from '../../src/net/http-request.js';
import { JOIN, linesOf, networkBench } from './network-bench.js';

const REQUESTS = `
import requests

def outcome(f):
    try:
        print(f())
    except Exception as e:
        print(repr(e))

`;

/** A board with a program, and a server that answers each request with the next of some texts; what it has been sent. */
function serving(program: string, ...answers: string[]) {
  const bench = networkBench(REQUESTS + program);
  const heard: (() => string)[] = [];
  bench.board.network.host('api.example.com', '10.0.0.7').listen(80, (connection) => {
    heard.push(() => connection.received);
    const reader = new RequestReader();
    connection.onData = (bytes) => {
      if (reader.take(bytes) === null) return;
      connection.send(answers.shift() ?? 'HTTP/1.0 200 OK\r\n\r\n');
      connection.finish();
    };
  });
  return { bench, heard: () => heard.map((text) => text()) };
}

/** The same once the program is over: what it has printed. */
function requesting(program: string, ...answers: string[]) {
  const { bench, heard } = serving(program, ...answers);
  return { lines: linesOf(bench), heard: heard() };
}

const OK = 'HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello';

test('a response has status, reason, headers, and a body as bytes, text and JSON', () => {
  const { lines, heard } = requesting(
    `
r = requests.get("http://api.example.com/a?b=c")
print(r.status_code, r.reason, r.headers, r.encoding)
print(r.content, r.text, r.raw)
print(requests.get("http://api.example.com").json()["x"])
`,
    'HTTP/1.1 200 Fine with me\r\nX-Mood:  good \r\nContent-Length: 6\r\n\r\nh\u00e9llo and more',
    'HTTP/1.0 200 OK\r\n\r\n{"x": [1, 2]}',
  );
  expect(lines).toEqual([
    "200 b'Fine with me' {'Content-Length': '6', 'X-Mood': 'good'} utf-8",
    "b'h\\xc3\\xa9llo' h\u00e9llo None",
    '[1, 2]',
  ]);
  expect(heard[0]).toBe('GET /a?b=c HTTP/1.1\r\nConnection: close\r\nHost: api.example.com\r\n\r\n');
});

test('each method of HTTP has a function, and data, JSON, headers and a password are sent', () => {
  const { heard } = requesting(`
URL = "http://api.example.com/x"
requests.head(URL)
requests.post(URL, json={"t": 21.5})
requests.put(URL, data="\u00e9")
requests.patch(URL, data=b"\\x01", headers={"X-Key": "k"})
requests.delete(URL, auth=("user", "pass"))
`);
  const parts = heard.map((text) => {
    const [head, body] = text.split('\r\n\r\n');
    const [first, ...headers] = head.split('\r\n');
    return [first, ...headers.filter((line) => !/^(Host|Connection)/.test(line)).sort(), body];
  });
  expect(parts).toEqual([
    ['HEAD /x HTTP/1.1', ''],
    ['POST /x HTTP/1.1', 'Content-Length: 11', 'Content-Type: application/json', '{"t": 21.5}'],
    ['PUT /x HTTP/1.1', 'Content-Length: 2', '\u00e9'],
    ['PATCH /x HTTP/1.1', 'Content-Length: 1', 'X-Key: k', '\u0001'],
    ['DELETE /x HTTP/1.1', 'Authorization: Basic dXNlcjpwYXNz', ''],
  ]);
});

test('a body comes in chunks, and is read bit by bit', () => {
  const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=1\r\nabc\r\n4\r\ndefg\r\n0\r\nX: y\r\n\r\n';
  const { lines } = requesting(
    `
print(requests.get("http://api.example.com/").content)
with requests.get("http://api.example.com/") as r:
    print(r.raw.read(2), r.raw.read(2), r.content)
with requests.get("http://api.example.com/") as r:
    buf = bytearray(3)
    print(r.raw.readinto(buf), buf, r.raw.read())
    raw = r.raw
outcome(lambda: raw.read())
`,
    chunked,
    chunked,
    OK,
  );
  expect(lines).toEqual(["b'abcdefg'", "bytearray(b'ab') bytearray(b'c') b'defg'", "3 bytearray(b'hel') b'lo'", "b''"]);
});

test('headers are noted, left out, or given to a function', () => {
  const { lines } = requesting(
    `
URL = "http://api.example.com/"
print(hasattr(requests.get(URL, parse_headers=False), "headers"))
def note(line, found):
    found[line[:7]] = len(line)
print(requests.get(URL, parse_headers=note).headers)
`,
    OK,
    OK,
  );
  expect(lines).toEqual(['False', "{b'Content': 19}"]);
});

test('redirects are followed to another place or another host, with the method that their status asks for', () => {
  const program = `${REQUESTS}
def ask(method, path, **kw):
    r = requests.request(method, "http://old.example.com" + path, **kw)
    print(r.status_code, r.text)
ask("GET", "/")
requests.post("http://kept.example.com/", data="x")
outcome(lambda: requests.get("http://stays.example.com/"))
outcome(lambda: requests.get("http://secure.example.com/").text)
`;
  const bench = new TestBench({ 'main.py': JOIN + program }, { board: 'pybd-sf2' });
  const setup = new Setup(bench.board);
  setup.add({
    devices: {
      home: { type: 'access-point', password: 'password' },
      old: { type: 'host', host: 'old.example.com', address: '10.0.0.7', service: 'http', location: 'http://new.example.com:81/y' },
      kept: {
        type: 'host',
        host: 'kept.example.com',
        address: '10.0.0.6',
        service: 'http',
        status: 307,
        location: 'http://new.example.com:81/z',
      },
      new: { type: 'host', host: 'new.example.com', address: '10.0.0.8', port: 81, service: 'http', answer: 'here' },
      stays: { type: 'host', host: 'stays.example.com', address: '10.0.0.9', service: 'http', status: 304, location: '/' },
      secure: { type: 'host', host: 'secure.example.com', address: '10.0.0.10', service: 'http', status: 308, location: 'https://x/' },
      x: { type: 'host', host: 'x', address: '10.0.0.11', service: 'http', tls: true, answer: 'secret' },
    },
  });
  expect(linesOf(bench)).toEqual(['200 here', "NotImplementedError('Redirect 304 not yet supported',)", 'secret']);
  expect(setup.devices.get('old')?.received).toBe('GET /\n');
  expect(setup.devices.get('new')?.received).toBe('GET /y\nPOST /z\nx\n');
});

test('a POST that is sent elsewhere becomes a GET that still tells a length, so that a server waits for a body, as with the firmware', () => {
  const { bench, heard } = serving(
    'requests.post("http://api.example.com/", data="x", timeout=1)',
    'HTTP/1.0 303 See Other\r\nLocation: /y\r\n\r\n',
  );
  bench.run(10_000);
  expect(heard()[1]).toBe('GET /y HTTP/1.1\r\nContent-Length: 1\r\nHost: api.example.com\r\nConnection: close\r\n\r\n');
  expect(bench.exit).toBe(null);
});

test('a body that a generator makes goes out in chunks, and the server puts it together', () => {
  const bench = networkBench(`${REQUESTS}
def readings():
    for i in range(300):
        yield "%d;" % i
print(requests.post("http://api.example.com/log", data=readings()).text)
`);
  const bodies: string[] = [];
  bench.board.network.host('api.example.com', '10.0.0.7').listen(
    80,
    http(({ text, headers }) => {
      bodies.push(text);
      return String(headers.get('transfer-encoding'));
    }),
  );
  expect(linesOf(bench)).toEqual(['chunked']);
  expect(bodies).toEqual([Array.from({ length: 300 }, (_, i) => `${i};`).join('')]);
});

test('what goes wrong is told as by the firmware', () => {
  const { lines } = requesting(
    `
outcome(lambda: requests.get("api.example.com"))
outcome(lambda: requests.get("ftp://api.example.com/"))
outcome(lambda: requests.get("https://api.example.com/"))
outcome(lambda: requests.get("http://nowhere/"))
outcome(lambda: requests.get("http://api.example.com:81/"))
outcome(lambda: requests.get("http://10.0.0.99/", timeout=0.5))
outcome(lambda: requests.get("http://api.example.com/"))
outcome(lambda: requests.get("http://api.example.com/").content)
outcome(lambda: requests.post("http://api.example.com/", json=1, data=2))
outcome(lambda: __import__("urequests").get("http://api.example.com/").text)
outcome(lambda: __import__("urequests").nothing)
`,
    'nonsense\r\n\r\n',
    'HTTP/1.0 200 OK\r\nContent-Length: 9\r\n\r\nhello',
    OK,
    OK,
  );
  expect(lines).toEqual([
    "ValueError('need more than 1 values to unpack',)",
    "ValueError('Unsupported protocol: ftp:',)",
    'OSError(104,)',
    'OSError(-2,)',
    'OSError(104,)',
    'OSError(110,)',
    'ValueError("HTTP error: BadStatusLine:\\n[b\'nonsense\']",)',
    "ValueError('Connection closed before body complete',)",
    'AssertionError()',
    'hello',
    "AttributeError(\"'module' object has no attribute 'nothing'\",)",
  ]);
});

test('https goes through the tls that a program has brought along', () => {
  const tls = `
PROTOCOL_TLS_CLIENT = 1
CERT_NONE = 0
class SSLContext:
    def __init__(self, protocol):
        pass
    def wrap_socket(self, s, server_hostname):
        print("encrypted for", server_hostname, self.verify_mode)
        return s
`;
  const program = `${JOIN}${REQUESTS}print(requests.get("https://api.example.com/").text)`;
  const bench = new TestBench({ 'main.py': program, 'tls.py': tls }, { board: 'pybd-sf2' });
  bench.board.network.accessPoint({ ssid: 'home', password: 'password' });
  bench.board.network.host('api.example.com', '10.0.0.7').listen(
    443,
    http(() => 'secret'),
  );
  expect(linesOf(bench)).toEqual(['encrypted for api.example.com 0', 'secret']);
});

test('a board without a network has none of these modules', () => {
  const bench = new TestBench({
    'main.py':
      'for name in ("requests", "urequests", "ntptime"):\n    try:\n        __import__(name)\n    except ImportError as e:\n        print(e)',
  });
  expect(linesOf(bench)).toEqual(["no module named 'requests'", "no module named 'urequests'", "no module named 'ntptime'"]);
});

/** What a reader makes of bytes that come one by one, or so many at a time. */
function read(text: string, size = 1) {
  const reader = new RequestReader();
  const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
  let result: ReturnType<RequestReader['take']> = null;
  for (let at = 0; at < bytes.length && result === null; at += size) result = reader.take(bytes.subarray(at, at + size));
  return result === null || result === 'bad' ? result : result.text;
}

test('HTTP: a request is whole in whatever pieces it comes, and what is none is refused', () => {
  const chunked = 'POST / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n3;x=1\r\nabc\r\n0a\r\n0123456789\r\n0\r\nX: y\r\n\r\n';
  expect([1, 7, 1000].map((size) => read(chunked, size))).toEqual(Array(3).fill('abc0123456789'));
  expect(read('PUT / HTTP/1.0\r\nContent-Length: 3\r\n\r\nabcd')).toBe('abc');
  expect(read('PUT / HTTP/1.0\r\nContent-Length: 3\r\n\r\nab')).toBe(null);
  const head = 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n';
  const wrong = [
    'get / HTTP/1.0\r\n\r\n',
    'PUT / HTTP/1.0\r\nContent-Length: x\r\n\r\n',
    `${head}x\r\n`,
    `${head}-1\r\n`,
    head + '1'.repeat(2000),
  ];
  expect(wrong.map((text) => read(text))).toEqual(wrong.map(() => 'bad'));
});

test('HTTP: the body is put together once, however many segments it comes in', () => {
  const takes = vi.spyOn(ByteQueue.prototype, 'take');
  expect(read(`PUT /log HTTP/1.0\r\nContent-Length: 16000\r\n\r\n${'x'.repeat(16_000)}`, 800)).toBe('x'.repeat(16_000));
  expect(takes).toHaveBeenCalledTimes(2); // of the head, and of the body
  takes.mockRestore();
});

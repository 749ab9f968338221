/** TLS between a board and the hosts around it: which certificates are accepted, what programs get otherwise, and what it costs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { http, type ListenOptions, MemoryFileTree, MqttBroker, Setup, selfSigned, TestBench } from '../../src/index.js';
import { linesOf, networkBench } from './network-bench.js';

const file = (name: string): string => readFileSync(join(import.meta.dirname, '../certificates', name), 'utf8');
const CHAIN = { certificate: file('rsa.pem') + file('middle.pem'), key: file('rsa-key.pem') };
const WEAK = { certificate: file('weak.pem'), key: file('weak-key.pem') };
const EXPIRED = { certificate: file('expired.pem'), key: file('expired-key.pem') };
const CLIENTS = { certificate: file('p521.pem'), key: file('p521-key.pem') };

/** Connects with certificates that are trusted, and prints what comes of it. */
const CONNECT = `
import machine, socket, tls
machine.RTC().datetime((2026, 7, 1, 0, 12, 0, 0, 0))

def attempt(trusted, name, mode=tls.CERT_REQUIRED, callback=None):
    context = tls.SSLContext(tls.PROTOCOL_TLS_CLIENT)
    context.verify_mode = mode
    if trusted:
        context.load_verify_locations(trusted)
    context.verify_callback = callback
    s = socket.socket()
    s.connect(socket.getaddrinfo("server.local", 443)[0][-1])
    try:
        t = context.wrap_socket(s, server_hostname=name)
        t.write(b"GET / HTTP/1.0\\r\\n\\r\\n")
        print(t.cipher()[0][4:9], t.readline())
    except Exception as e:
        print(type(e).__name__, str(e).strip())
    s.close()
`;

/** What a program prints that connects to a server with this certificate. */
function connecting(tls: ListenOptions['tls'], program: string): string[] {
  const bench = networkBench(CONNECT + program);
  bench.board.network.host('server.local', '10.0.0.7').listen(
    443,
    http(() => 'hello'),
    { tls },
  );
  return linesOf(bench, 200_000);
}

const py = (text: string): string => JSON.stringify(text);

test('a chain that leads to a trusted certificate is accepted for the names and the address in it', () => {
  const root = py(file('root.pem'));
  const lines = connecting(
    CHAIN,
    `
root = ${root}
for name in ("rsa.local", "RSA.LOCAL", "a.wild.local", "10.0.0.7", "wild.local", "a.b.wild.local", "server.local"):
    attempt(root, name)
attempt(${py(file('middle.pem'))}, "rsa.local")
attempt(${py(file('weak.pem'))}, "rsa.local")
attempt(None, "rsa.local")
attempt(None, "else.local", tls.CERT_OPTIONAL)
`,
  );
  const ok = "ECDHE b'HTTP/1.0 200 OK\\r\\n'";
  const otherName = 'ValueError The certificate Common Name (CN) does not match with the expected CN';
  expect(lines).toEqual([
    ...[ok, ok, ok, ok],
    ...[otherName, otherName, otherName],
    ok,
    'ValueError The certificate is not correctly signed by the trusted CA',
    "OSError (-30336, 'MBEDTLS_ERR_SSL_CA_CHAIN_REQUIRED')",
    ok,
  ]);
});

test('certificates that are old, weak, or meant for something else are refused, with all reasons', () => {
  const reasons = (certificate: ListenOptions['tls'], trusted: string, name: string) =>
    connecting(certificate, `attempt(${py(trusted)}, ${py(name)})`);
  expect(reasons(EXPIRED, EXPIRED.certificate, 'other.local')).toEqual([
    'ValueError The certificate validity has expired',
    '',
    'The certificate Common Name (CN) does not match with the expected CN',
  ]);
  expect(reasons(WEAK, WEAK.certificate, 'weak.local')).toEqual([
    'ValueError The certificate is signed with an unacceptable hash.',
    '',
    'The certificate is signed with an unacceptable key (eg bad curve, RSA too short).',
  ]);
  // A server does not even show a certificate that is meant for clients.
  expect(reasons(CLIENTS, CLIENTS.certificate, 'p521.local')).toEqual(["OSError (-30592, 'MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE')"]);
});

test('without a date a board finds that a certificate is from the future', () => {
  const { certificate, key } = CHAIN;
  const lines = connecting(
    { certificate, key },
    `
machine.RTC().datetime((2015, 1, 1, 0, 0, 0, 0, 0))
attempt(${py(file('root.pem'))}, "rsa.local")`,
  );
  expect(lines).toEqual(['ValueError The certificate validity starts in the future']);
});

test('a callback sees the chain from its root on, and its number ends the handshake', () => {
  const lines = connecting(
    CHAIN,
    `
def look(certificate, depth):
    print(type(certificate), len(certificate) > 300, depth)
    return code if depth == 1 else 0
code = 0
attempt(${py(file('root.pem'))}, "rsa.local", callback=look)
for code in (-1, -0x3000):
    attempt(${py(file('root.pem'))}, "rsa.local", callback=look)
`,
  );
  const seen = [2, 1, 0].map((depth) => `<class 'memoryview'> True ${depth}`);
  expect(lines).toEqual([
    ...seen,
    "ECDHE b'HTTP/1.0 200 OK\\r\\n'",
    ...seen.slice(0, 2),
    'OSError [Errno 1] EPERM',
    ...seen.slice(0, 2),
    "OSError (-12288, 'MBEDTLS_ERR_X509_FATAL_ERROR')",
  ]);
});

test('a host makes a certificate for its name, and a program that is given it accepts the host', () => {
  const { certificate } = selfSigned('server.local');
  expect(connecting(true, `attempt(${py(certificate)}, "server.local")`)).toEqual(["ECDHE b'HTTP/1.0 200 OK\\r\\n'"]);
  expect(selfSigned('server.local')).toEqual(selfSigned('server.local'));
});

test('requests, asyncio and MQTT talk TLS', () => {
  const bench = networkBench(`
import asyncio, requests, ssl, socket
print(len(requests.get("https://server.local/x").text))
print(requests.get("http://server.local/").text[:2])

async def main():
    reader, writer = await asyncio.open_connection("server.local", 443, ssl=True)
    writer.write(b"GET / HTTP/1.0\\r\\n\\r\\n")
    await writer.drain()
    print(await reader.readline())
    writer.close()
    await writer.wait_closed()

asyncio.run(main())

s = socket.socket()
s.connect(socket.getaddrinfo("server.local", 8883)[0][-1])
s = ssl.wrap_socket(s)
s.write(b"\\x10\\x0d\\x00\\x04MQTT\\x04\\x02\\x00\\x00\\x00\\x01a")
print(s.read(4))
s.write(b"\\x30\\x05\\x00\\x01thi")
s.write(b"\\xc0\\x00")
print(s.read(2))
`);
  const { network, time } = bench.board;
  const host = network.host('server.local', '10.0.0.7');
  const serve = http(({ path }) => path.repeat(10_000));
  host.listen(443, serve, { tls: true });
  // A redirect from HTTP to HTTPS.
  host.listen(
    80,
    http(() => ({ status: 302, headers: { Location: 'https://server.local/' } })),
  );
  const broker = new MqttBroker(time);
  const heard: string[] = [];
  broker.onMessage = ({ topic, text }) => heard.push(`${topic} ${text}`);
  host.listen(8883, broker.serve, { tls: true });
  expect(linesOf(bench, 200_000)).toEqual(['20000', '//', "b'HTTP/1.0 200 OK\\r\\n'", "b' \\x02\\x00\\x00'", "b'\\xd0\\x00'"]);
  expect(heard).toEqual(['t hi']);
});

test('a server without TLS is not understood, and a program without it is not by a server with TLS', () => {
  const bench = networkBench(`
import socket, ssl
def connect(port):
    s = socket.socket()
    s.connect(socket.getaddrinfo("server.local", port)[0][-1])
    return s
try:
    ssl.wrap_socket(connect(80))
except OSError as e:
    print(e)
s = connect(443)
s.write(b"GET / HTTP/1.0\\r\\n\\r\\n")
print(s.read())
`);
  const host = bench.board.network.host('server.local', '10.0.0.7');
  host.listen(80, (connection) => connection.send('HTTP/1.0 400 Bad Request\r\n\r\n'));
  host.listen(
    443,
    http(() => 'hello'),
    { tls: true },
  );
  expect(linesOf(bench)).toEqual(["(-29184, 'MBEDTLS_ERR_SSL_INVALID_RECORD')", "b''"]);
});

test('a connection takes memory until it is closed, and a handshake takes seconds', () => {
  const bench = networkBench(`
import gc, socket, ssl, time
s = socket.socket()
s.connect(socket.getaddrinfo("server.local", 443)[0][-1])
gc.collect()
before = gc.mem_free()
ticks = time.ticks_ms()
t = ssl.wrap_socket(s)
print(4000 < time.ticks_diff(time.ticks_ms(), ticks) < 10000)
gc.collect()
print(24000 < before - gc.mem_free() < 28000)
t.close()
gc.collect()
print(before - gc.mem_free() < 4000)
`);
  bench.board.network.host('server.local', '10.0.0.7').listen(
    443,
    http(() => 'hello'),
    { tls: true },
  );
  expect(linesOf(bench)).toEqual(['True', 'True', 'True']);
});

test('a set-up describes hosts with TLS, with certificates of their own or without', () => {
  const bench = networkBench(`
import socket, ssl
for address, port in (("10.0.0.7", 443), ("10.0.0.8", 8883), ("10.0.0.9", 7)):
    s = socket.socket()
    s.connect((address, port))
    s = ssl.wrap_socket(s)
    print(s.cipher()[0][:18])
    s.close()
`);
  const files = { 'cert.pem': CHAIN.certificate, 'key.pem': CHAIN.key };
  const setup = new Setup(bench.board, (folder) => new MemoryFileTree(folder === 'own' ? files : {}));
  const host = { type: 'host', service: 'http' };
  setup.add({
    devices: {
      web: { ...host, address: '10.0.0.7', certificates: 'own' },
      broker: { ...host, address: '10.0.0.8', service: 'mqtt', tls: true },
      other: { ...host, address: '10.0.0.9', service: 'echo', tls: true, port: 7 },
    },
  });
  expect(linesOf(bench)).toEqual(['TLS-ECDHE-RSA-WITH', 'TLS-ECDHE-ECDSA-WI', 'TLS-ECDHE-ECDSA-WI']);
  const faulty = { ...host, address: '10.0.0.10', certificates: 'none' };
  expect(() => setup.add({ devices: { faulty } })).toThrow("faulty: the folder 'certificates' has no file cert.pem");
});

test('what goes over the wire follows from the seed', () => {
  const sent = (seed: number): string => {
    const bench = networkBench(
      `
import socket, ssl
s = socket.socket()
s.connect(socket.getaddrinfo("server.local", 443)[0][-1])
ssl.wrap_socket(s, server_hostname="server.local")
`,
      { seed },
    );
    let bytes = new Uint8Array(0);
    bench.board.network.host('server.local', '10.0.0.7').listen(443, (connection) => {
      connection.onData = () => {
        bytes = connection.receivedBytes.slice();
        connection.reset();
      };
    });
    expect(linesOf(bench).at(-1)).toBe('OSError: [Errno 104] ECONNRESET');
    return String(bytes);
  };
  const once = sent(1);
  expect(once).toMatch(/^22,3,3,/);
  expect(sent(1)).toBe(once);
  expect(sent(2)).not.toBe(once);
});

test('keys that cannot be used are refused where a server is made', () => {
  const bench = new TestBench({}, { board: 'pybd-sf2' });
  const host = bench.board.network.host('server.local', '10.0.0.7');
  const listen = (tls: ListenOptions['tls']) => () => host.listen(443, () => {}, { tls });
  expect(listen({ certificate: 'none', key: CHAIN.key })).toThrow('the certificate cannot be read');
  expect(listen({ certificate: CHAIN.certificate, key: 'none' })).toThrow('the key cannot be read');
  expect(listen({ certificate: CHAIN.certificate, key: file('p224-key.pem') })).toThrow('keys on secp224r1 are not simulated');
  expect(listen('yes' as never)).toThrow(TypeError);
  expect(listen(CHAIN)).not.toThrow();
});

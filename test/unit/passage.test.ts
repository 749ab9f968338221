/** Real programs on this computer and a board's simulated network, with sockets on 127.0.0.1. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { RunOut } from '../../src/cli/run-out.js';
import { join } from '../../src/hosts/node/join.js';
import { type Forward, Passage, type Relay } from '../../src/hosts/node/passage.js';
import { RealSocket } from '../../src/hosts/node/real-sockets.js';
import type { SocketOrder } from '../../src/hosts/node/socket-server.js';
import { TestBench } from '../../src/index.js';
import { JOIN } from './network-bench.js';

vi.setConfig({ testTimeout: 60_000 });

const ANY_TO_80: Forward = { port: 0, boardPort: 80 };
const SERVER = `
server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("", 80))
server.listen(5)
print("serving")
`;

/** More than the buffers of sockets take. */
const BEYOND_BUFFERS = 16_000_000;

/** What is to be closed after a test. */
const open: { close(): void }[] = [];
const clients: Socket[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
  for (const each of open.splice(0)) each.close();
});

/** A board with a passage. */
class Through {
  readonly bench: TestBench;
  readonly passage: Passage;
  readonly told: string[] = [];
  #goesOn = true;

  /** `before`: by default the board joins an access point first. */
  constructor(program: string, before = JOIN) {
    this.bench = new TestBench({ 'main.py': before + program }, { board: 'pybd-sf6' });
    this.bench.board.network.accessPoint({ ssid: 'home', password: 'password' });
    this.passage = new Passage(this.bench.system, {
      waits: ({ boardPort }) => this.told.push(`waits ${boardPort}`),
      unreached: ({ name }, code) => this.told.push(`${name} ${code}`),
    });
    open.push(this);
    void this.#run();
  }

  async #run(): Promise<void> {
    while (this.#goesOn) {
      this.passage.attend();
      this.bench.run(5);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  close(): void {
    this.#goesOn = false;
    this.passage.close();
  }

  /** Lets so many simulated milliseconds pass. */
  async advances(ms: number): Promise<void> {
    const end = this.bench.ms + ms;
    while (this.bench.ms < end) await new Promise((resolve) => setTimeout(resolve, 1));
  }

  async prints(text: string): Promise<void> {
    await vi.waitFor(() => expect(this.bench.output).toContain(text), { timeout: 30_000, interval: 5 });
  }
}

/** A client of a forwarded port. */
class Client {
  readonly socket: Socket;
  readonly #heard: Buffer[] = [];
  /** How its connection has ended, once it has: `end`, or an error. */
  outcome: string | null = null;

  /** `staysOpen`: it does not finish when the board does. */
  constructor(port: number, staysOpen = false) {
    this.socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    clients.push(this.socket);
    this.socket.on('data', (bytes) => this.#heard.push(bytes));
    this.socket.on('end', () => {
      this.outcome ??= 'end';
      if (!staysOpen) this.socket.end();
    });
    this.socket.on('error', (error: NodeJS.ErrnoException) => {
      this.outcome = error.code ?? '';
    });
  }

  get heard(): Buffer {
    return Buffer.concat(this.#heard);
  }

  async ends(): Promise<string> {
    await vi.waitFor(() => expect(this.outcome).not.toBe(null), { timeout: 50_000, interval: 5 });
    return `${this.outcome}`;
  }
}

async function listening(server: Server): Promise<number> {
  open.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

const relayTo = (port: number): Relay => ({ name: 'api.local', port: 80, to: { host: '127.0.0.1', port } });
const noise = (size: number): Uint8Array => new Uint8Array(size).map((_, i) => (i * 7) ^ (i >> 8) ^ (i >> 16));
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('more than a megabyte goes through an echo on the board unchanged', async () => {
  const { passage } = new Through(`${SERVER}
while True:
    client, _ = server.accept()
    while data := client.recv(4096):
        client.sendall(data)
    client.close()
`);
  const client = new Client(passage.forward(ANY_TO_80));
  const bytes = noise(1_200_000);
  client.socket.end(bytes);
  expect(await client.ends()).toBe('end');
  expect([client.heard.length, digest(client.heard)]).toEqual([bytes.length, digest(bytes)]);
});

test('a board that does not read makes the sender wait', async () => {
  const through = new Through(`${SERVER}
client, _ = server.accept()
print("accepted")
time.sleep(60)
`);
  const client = new Client(through.passage.forward(ANY_TO_80));
  await through.prints('accepted');
  client.socket.write(Buffer.alloc(BEYOND_BUFFERS));
  await through.advances(2000);
  expect(client.socket.writableLength).toBeGreaterThan(0);
});

test('a program that does not read makes the sender wait, and gets everything later', async () => {
  const accepted: Socket[] = [];
  const port = await listening(createServer((socket) => accepted.push(socket.pause())));
  const through = new Through('');
  through.passage.relay(relayTo(port));
  const connection = through.bench.board.network.connect('198.51.100.2', 80);
  const bytes = noise(BEYOND_BUFFERS);
  connection.send(bytes);
  connection.finish();
  await vi.waitFor(() => expect(accepted).toHaveLength(1));
  await through.advances(2000);
  expect(connection.unsent).toBeGreaterThan(0);
  expect(through.passage.undelivered).toBeGreaterThan(100_000); // What the host has not taken, and what the computer has not.
  const sum = createHash('sha256');
  accepted[0].on('data', (piece) => sum.update(piece));
  accepted[0].resume();
  await once(accepted[0], 'end');
  expect(sum.digest('hex')).toBe(digest(bytes));
  await vi.waitFor(() => expect(through.passage.undelivered).toBe(0));
});

test('a client that comes before the board listens is let in then; one that has gone is not', async () => {
  const through = new Through(`
time.sleep(1)
${SERVER}
while True:
    client, _ = server.accept()
    print(client.recv(100))
    client.send("hello")
    client.close()
`);
  const port = through.passage.forward(ANY_TO_80);
  const gone = new Client(port);
  gone.socket.end('gone');
  const client = new Client(port);
  client.socket.write('early');
  expect(await gone.ends()).toBe('end');
  expect(await client.ends()).toBe('end');
  expect([client.heard.toString(), through.bench.output, through.told]).toEqual(['hello', "serving\nb'early'\n", ['waits 80']]);
});

test('where the board does not listen any more, clients are refused', async () => {
  const through = new Through(`${SERVER}
client, _ = server.accept()
server.close()
client.send("last")
client.close()
time.sleep(60)
`);
  const port = through.passage.forward(ANY_TO_80);
  const first = new Client(port);
  expect(await first.ends()).toBe('end');
  expect(first.heard.toString()).toBe('last');
  expect(await new Client(port).ends()).toBe('ECONNRESET');
});

test('each end may finish first', async () => {
  const through = new Through(`${SERVER}
client, _ = server.accept()
print(client.read())
client.send("answer")
client.close()
client, _ = server.accept()
client.close()
time.sleep(60)
`);
  const port = through.passage.forward(ANY_TO_80);
  await through.prints('serving');
  const client = new Client(port);
  client.socket.end('question');
  expect(await client.ends()).toBe('end');
  expect(client.heard.toString()).toBe('answer');
  const other = new Client(port, true);
  expect(await other.ends()).toBe('end');
  // The board has closed both ways, as lwIP does: what comes then is answered by a reset.
  await vi.waitFor(
    () => {
      other.socket.write('still here');
      expect(other.outcome).toMatch(/EPIPE|ECONNRESET/);
    },
    { timeout: 10_000 },
  );
  expect(through.bench.output).toBe("serving\nb'question'\n");
});

test('a reset goes through in each direction, after what was sent before', async () => {
  const through = new Through(`${SERVER}
client, _ = server.accept()
print("first")
try:
    client.recv(1)
except OSError as e:
    print(e)
client, _ = server.accept()
client.recv(1)
client.send("not all is read")
time.sleep_ms(100)
client.close()
`);
  const port = through.passage.forward(ANY_TO_80);
  const first = new Client(port);
  await through.prints('first');
  first.socket.resetAndDestroy();
  await through.prints('[Errno 104] ECONNRESET');
  const second = new Client(port);
  second.socket.write('request');
  expect(await second.ends()).toBe('ECONNRESET');
  expect(second.heard.toString()).toBe('not all is read');
});

test('a slow program still gets what had come before a reset', () => {
  const bench = new TestBench({ 'main.py': '' }, { board: 'pybd-sf6' });
  const orders: SocketOrder[] = [];
  const { network } = bench.board;
  network.host('server', '10.0.0.7').listen(80, (connection) => {
    join(connection, new RealSocket(1, (order) => orders.push(order)));
  });
  const client = network.connect('10.0.0.7', 80);
  client.send(new Uint8Array(1_000_000));
  bench.run(1000);
  const sizes = () => orders.map((order) => (order.kind === 'bytes' ? order.bytes.length : 0));
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  expect(sum(sizes())).toBeLessThan(70_000);
  const arrived = 1_000_000 - client.unsent - 65_536; // The rest is in the client's send buffer.
  client.reset();
  bench.run(1000);
  expect(sum(sizes())).toBe(arrived);
  expect(orders.at(-1)).toEqual({ kind: 'reset', id: 1 });
});

test('more clients than the board has connections are served one after the other', async () => {
  const { passage } = new Through(`
import asyncio
async def serve(reader, writer):
    line = await reader.readline()
    await asyncio.sleep_ms(20)
    writer.write(b"hello " + line)
    await writer.drain()
    writer.close()
    await writer.wait_closed()
async def main():
    await asyncio.start_server(serve, "0.0.0.0", 80)
    while True:
        await asyncio.sleep(1)
asyncio.run(main())
`);
  const port = passage.forward(ANY_TO_80);
  const many = Array.from({ length: 12 }, (_, i) => {
    const client = new Client(port);
    client.socket.write(`${i}\n`);
    return client;
  });
  await Promise.all(many.map((client) => client.ends()));
  expect(many.map((client) => client.heard.toString())).toEqual(many.map((_, i) => `hello ${i}\n`));
});

test('a board that is reset forgets its connections; the next clients wait until it listens again', async () => {
  const through = new Through(`${SERVER}
import machine
client, _ = server.accept()
client.recv(10)
if machine.reset_cause() != machine.HARD_RESET:
    print("reset")
    machine.reset()
client.send("again")
client.close()
`);
  const port = through.passage.forward(ANY_TO_80);
  const first = new Client(port);
  first.socket.write('a');
  await through.prints('reset');
  first.socket.write('still there?');
  const second = new Client(port);
  second.socket.write('b');
  expect(await first.ends()).toBe('ECONNRESET');
  expect(await second.ends()).toBe('end');
  expect([second.heard.toString(), through.told]).toEqual(['again', ['waits 80', 'waits 80']]);
});

test('a client that comes right after a soft reset, before anything else, waits until the board listens again', async () => {
  const bench = new TestBench(
    {
      'boot.py': 'import machine, network, socket, time\nwlan = network.WLAN()\n',
      'main.py': `
if not wlan.isconnected():
    wlan.active(True)
    wlan.connect("home", "password")
    while not wlan.isconnected():
        time.sleep_ms(10)
    ${SERVER.trim().replaceAll('\n', '\n    ')}
    time.sleep_ms(10)
    machine.soft_reset()
print("reset")
time.sleep(1)
${SERVER}
client, _ = server.accept()
client.send("welcome")
client.close()
time.sleep(1)
`,
    },
    { board: 'pybd-sf6' },
  );
  bench.board.network.accessPoint({ ssid: 'home', password: 'password' });
  const passage = new Passage(bench.system);
  open.push(passage);
  const port = passage.forward(ANY_TO_80);
  bench.runUntil(() => bench.output.includes('serving'), 10_000);
  passage.attend();
  bench.runUntil(() => bench.output.includes('reset'), 10_000);
  const told = new Promise<void>((resolve) => {
    passage.onNews = resolve;
  });
  const client = new Client(port);
  await told;
  bench.run(500);
  for (let i = 0; i < 100 && client.outcome === null; i++) {
    passage.attend();
    bench.run(20);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect([await client.ends(), client.heard.toString()]).toEqual(['end', 'welcome']);
});

test('a board that is its own access point is reached, too', async () => {
  const { passage } = new Through(
    `
import network, socket
ap = network.WLAN(network.AP_IF)
ap.active(True)
${SERVER}
client, address = server.accept()
client.send(address[0])
client.close()
`,
    '',
  );
  const client = new Client(passage.forward(ANY_TO_80));
  expect(await client.ends()).toBe('end');
  expect(client.heard.toString()).toBe('192.168.4.16');
});

test('a real service answers as a host of the simulated network', async () => {
  const server = createServer((socket) => {
    socket.write('welcome');
    socket.pipe(socket);
  });
  const port = await listening(server);
  const through = new Through(`
s = socket.socket()
s.connect(socket.getaddrinfo("api.local", 80)[0][-1])
print(s.recv(100))
s.send("hello")
print(s.recv(100))
s.close()
`);
  through.passage.relay(relayTo(port));
  await through.prints("b'welcome'\nb'hello'");
});

test('a client that comes while the board is in no network waits for it', async () => {
  const through = new Through(`${SERVER}
wlan.disconnect()
print("away")
time.sleep(1)
wlan.connect("home", "password")
client, _ = server.accept()
client.send("back")
client.close()
`);
  const port = through.passage.forward(ANY_TO_80);
  await through.prints('away');
  const client = new Client(port);
  expect(await client.ends()).toBe('end');
  expect(client.heard.toString()).toBe('back');
});

test('a service that is not there refuses, one that resets is seen to', async () => {
  const closed = createServer();
  const free = await listening(closed);
  closed.close();
  const resets = await listening(createServer((socket) => socket.once('data', () => socket.resetAndDestroy())));
  const through = new Through(`
attempt(lambda: socket.socket().connect(socket.getaddrinfo("none.local", 80)[0][-1]))
s = socket.socket()
s.connect(socket.getaddrinfo("rude.local", 80)[0][-1])
s.send("hello")
attempt(lambda: s.recv(1))
print("over")
`);
  through.passage.relay({ ...relayTo(free), name: 'none.local' });
  through.passage.relay({ ...relayTo(resets), name: 'rude.local' });
  await through.prints('over');
  expect(through.bench.output).toMatch(/^OSError\(104,\) \d+\nOSError\(104,\) \d+\nover\n$/);
  expect(through.told).toEqual(['none.local ECONNREFUSED']);
});

test('after its program a board goes on for as long as real programs take something of what it has sent', () => {
  const SECOND = 1_000_000_000n;
  const passage = { undelivered: 3 };
  let elapsed = 0n;
  const system = {
    get elapsed() {
      return elapsed;
    },
    run: () => 'ended' as const,
    linger: () => {},
  };
  const board = new RunOut(system, [passage]);
  const states = Array.from({ length: 14 }, () => {
    const state = board.run(null);
    elapsed += SECOND;
    if (elapsed === 4n * SECOND || elapsed === 8n * SECOND) passage.undelivered--;
    return state;
  });
  expect(states).toEqual([...Array(13).fill('moment'), 'ended']);
  passage.undelivered = 0;
  expect(new RunOut(system, [passage]).run(null)).toBe('ended');
});

test('what cannot be is named', async () => {
  const taken = await listening(createServer());
  const { bench, passage } = new Through('');
  expect(() => passage.forward({ port: taken, boardPort: 80 })).toThrow(expect.objectContaining({ code: 'EADDRINUSE' }));
  bench.board.network.host('API.local', '10.0.0.9').listen(81, () => {});
  passage.relay(relayTo(1));
  expect(() => passage.relay({ ...relayTo(1), port: 81 })).toThrow(new RangeError('API.local: port 81 already has a server'));
  passage.relay({ ...relayTo(1), name: '10.0.0.10' });
  passage.relay({ ...relayTo(1), name: '10.0.0.10', port: 81 });
  passage.relay({ ...relayTo(1), name: 'other.local' });
  expect(bench.board.network.hosts.map(({ name, address }) => `${name} ${address}`)).toEqual([
    'API.local 10.0.0.9',
    '10.0.0.10 10.0.0.10',
    'other.local 198.51.100.2',
  ]);
  expect(() => passage.relay({ ...relayTo(1), name: '127.0.0.1' })).toThrow(
    new RangeError('127.0.0.1 means the board itself; give the service a name, such as api.local'),
  );
});

/** `--forward` and `--relay`: real programs reach the board, and the board reaches real services. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { command } from './support.js';

vi.setConfig({ testTimeout: 60_000 });

const { vpyb, file, words } = command();

const BOARD = ['--board', 'pybd-sf6', '--device', 'home=access-point,password=password'];
const JOIN = `
import network, socket, time
wlan = network.WLAN()
wlan.active(True)
wlan.connect("home", "password")
while not wlan.isconnected():
    time.sleep_ms(10)
`;
/** The same, and listens on port 80. */
const SERVE = `${JOIN}
server = socket.socket()
server.bind(("", 80))
server.listen(1)
print("serving")
`;
const WEB = `${JOIN}
import asyncio
async def serve(reader, writer):
    request = await reader.readline()
    while await reader.readline() not in (b"\\r\\n", b""):
        pass
    writer.write(b"HTTP/1.0 200 OK\\r\\nContent-Type: text/plain\\r\\n\\r\\nhello " + request.split()[1])
    await writer.drain()
    writer.close()
    await writer.wait_closed()
async def main():
    await asyncio.start_server(serve, "0.0.0.0", 80)
    print("serving")
    while True:
        await asyncio.sleep(1)
asyncio.run(main())
`;

const children: ChildProcess[] = [];
const servers: Server[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of servers.splice(0)) server.close();
});

/** A board with one forwarded port, in a process of its own. */
class Board {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  output = '';
  messages = '';

  constructor(own: readonly string[]) {
    this.child = spawn(process.execPath, words([...own, ...BOARD]), { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.on('data', (bytes) => {
      this.output += bytes;
    });
    this.child.stderr?.on('data', (bytes) => {
      this.messages += bytes;
    });
    this.ended = new Promise((resolve) => this.child.on('close', resolve));
    children.push(this.child);
  }

  async port(): Promise<number> {
    await vi.waitFor(() => expect(this.messages).toMatch(/127\.0\.0\.1:\d+ leads/), { timeout: 20_000 });
    return Number(/127\.0\.0\.1:(\d+) leads/.exec(this.messages)?.[1]);
  }

  async prints(text: string): Promise<void> {
    await vi.waitFor(() => expect(this.output).toContain(text), { timeout: 20_000 });
  }
}

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

async function fetched(port: number, path: string): Promise<string> {
  let text = '';
  const [response] = await once(get({ host: '127.0.0.1', port, path }), 'response');
  response.on('data', (bytes: Buffer) => {
    text += bytes;
  });
  await once(response, 'end');
  return text;
}

it('a web server on the board is open to a browser that comes too early, and to later ones, until a signal', async () => {
  const board = new Board([file('web.py', WEB), '--forward', '0:80']);
  const port = await board.port();
  expect(await fetched(port, '/early')).toBe('hello /early');
  expect(await Promise.all(['/a', '/b', '/c'].map((path) => fetched(port, path)))).toEqual(['hello /a', 'hello /b', 'hello /c']);
  board.child.kill('SIGTERM');
  expect(await board.ended).toBe(143);
  expect(board.messages).toBe(
    `vpyb: 127.0.0.1:${port} leads to port 80 of the board\nvpyb: a connection to port 80 of the board waits until the board listens there\n`,
  );
});

it('nested code hears real programs, too', async () => {
  const program = `${SERVE}class Client:
    def __len__(self):
        client, _ = server.accept()
        request = client.recv(100)
        client.send(b"to " + request)
        client.close()
        return len(request)
print(len(Client()))
`;
  const board = new Board([file('nested.py', program), '--forward', '0:80']);
  const port = await board.port();
  await board.prints('serving');
  const client = connect(port, '127.0.0.1');
  client.end('me');
  const [answer] = await once(client, 'data');
  expect(`${answer}`).toBe('to me');
  expect(await board.ended).toBe(0);
  expect(board.output).toBe('serving\n2\n');
});

it('nested code that waits for clients is ended by a signal', async () => {
  const program = `${SERVE}class Client:
    def __len__(self):
        server.accept()
len(Client())
`;
  const board = new Board([file('waits.py', program), '--forward', '0:80']);
  await board.prints('serving');
  await new Promise((resolve) => setTimeout(resolve, 1500)); // So long bursts go by until such code is attended to.
  board.child.kill('SIGTERM');
  await board.ended;
  expect([board.child.exitCode, board.child.signalCode]).toEqual([null, 'SIGTERM']);
});

it('a program that has sent something to a real service, and ends, has sent it', async () => {
  const heard: Promise<string>[] = [];
  const port = await listening(
    createServer((socket) => {
      let text = '';
      socket.on('data', (bytes) => {
        text += bytes;
      });
      heard.push(once(socket, 'end').then(() => text));
    }),
  );
  const program = `${JOIN}
s = socket.socket()
s.connect(socket.getaddrinfo("api.local", 80)[0][-1])
s.send("x" * 6000 + "last words")
s.close()
print("sent")
`;
  const { status, stdout, stderr } = await vpyb([file('once.py', program), ...BOARD, '--relay', `api.local:80=127.0.0.1:${port}`]);
  expect([status, stdout, stderr]).toEqual([0, 'sent\n', '']);
  expect((await heard[0]).slice(-11)).toBe('xlast words');
});

it('a service that is not there is told once, and refuses', async () => {
  const server = createServer();
  const port = await listening(server);
  server.close();
  const program = `${JOIN}
for _ in range(2):
    try:
        socket.socket().connect(socket.getaddrinfo("api.local", 80)[0][-1])
    except OSError as e:
        print(e)
`;
  const { stdout, stderr } = await vpyb([file('refused.py', program), ...BOARD, '--relay', `api.local:80=127.0.0.1:${port}`]);
  expect(stdout).toBe('[Errno 104] ECONNRESET\n'.repeat(2));
  expect(stderr).toBe(`vpyb: --relay api.local:80: 127.0.0.1:${port} cannot be reached: ECONNREFUSED\n`);
});

it('a run beside real programs keeps to real time', async () => {
  const begun = Date.now();
  expect(await vpyb(['-c', 'pass', ...BOARD, '--forward', '0:80', '--for', '700ms'])).toMatchObject({ status: 0 });
  expect(Date.now() - begun).toBeGreaterThanOrEqual(700);
});

it('ports and hosts that are taken are named', async () => {
  const taken = await listening(createServer());
  const other = taken < 65535 ? taken + 1 : taken - 1;
  expect(await vpyb(['-c', 'pass', ...BOARD, '--forward', `${taken}:80`])).toEqual({
    status: 2,
    stdout: '',
    stderr: `vpyb: --forward: port ${taken} is already in use; choose another, such as --forward=${other}:80, or 0 for any\n`,
  });
  const host = ['--device', 'api=host,address=10.0.0.7,service=echo'];
  expect(await vpyb(['-c', 'pass', ...BOARD, ...host, '--relay', 'api:80=127.0.0.1:1'])).toEqual({
    status: 2,
    stdout: '',
    stderr: 'vpyb: --relay api:80: api: port 80 already has a server\n',
  });
});

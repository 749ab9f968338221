/** WebREPL: the prompt over a websocket, and files (`extmod/modwebrepl.c`). */
import { describe, expect, test } from 'vitest';
import { TestBench } from '../../src/testing/test-bench.js';
import { networkBench } from './network-bench.js';

const KIND = { text: 1, binary: 2, close: 8 } as const;
const PORT = 8266;
const MASK = [7, 77, 177, 201];
const ADDRESS = '192.168.1.100';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** A client of WebREPL at a host: shakes hands, masks what it sends, and takes the board's frames apart. */
class Client {
  static made = 0;
  text = '';
  readonly binary: Uint8Array[] = [];
  header = '';
  hasEnded = false;
  #rest = new Uint8Array(0);
  readonly #connection;

  constructor(readonly bench: TestBench) {
    const host = bench.board.network.host(`pc${++Client.made}`, `10.0.0.${Client.made}`);
    this.#connection = host.connect(ADDRESS, PORT);
    this.#connection.onData = (bytes) => this.#take(bytes);
    this.#connection.onEnd = () => {
      this.hasEnded = true;
    };
    this.#connection.onError = () => {
      this.hasEnded = true;
    };
  }

  /** Asks for a websocket with the key of the example in RFC 6455. */
  open(): this {
    this.request(
      'GET / HTTP/1.1\r\nHost: board\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    return this;
  }

  request(text: string): void {
    this.#connection.send(text);
    this.bench.run(500);
  }

  send(kind: number, content: Uint8Array): void {
    const { length } = content;
    const size = length < 126 ? [0x80 | length] : [0x80 | 126, length >> 8, length & 0xff];
    this.#connection.send(Uint8Array.from([0x80 | kind, ...size, ...MASK, ...content.map((byte, i) => byte ^ MASK[i & 3])]));
  }

  type(text: string): string {
    const { length } = this.text;
    this.send(KIND.text, bytesOf(text));
    this.bench.run(500);
    return this.text.slice(length);
  }

  /** Sends a request of the protocol for files, and what follows it. Returns what has been answered since. */
  transfer(operation: number, name: string | Uint8Array, size: number, ...more: Uint8Array[]): Uint8Array[] {
    const bytes = typeof name === 'string' ? bytesOf(name) : name;
    const request = new Uint8Array(82);
    request.set([0x57, 0x41, operation]);
    new DataView(request.buffer).setUint32(12, size, true);
    new DataView(request.buffer).setUint16(16, bytes.length, true);
    request.set(bytes, 18);
    this.binary.length = 0;
    for (const content of [request, ...more]) {
      this.send(KIND.binary, content);
      this.bench.run(500);
    }
    return this.binary;
  }

  #take(bytes: Uint8Array): void {
    let rest = Uint8Array.from([...this.#rest, ...bytes]);
    if (!this.header.endsWith('\r\n\r\n')) {
      const text = String.fromCharCode(...rest);
      const end = text.indexOf('\r\n\r\n') + 4;
      if (end < 4) {
        this.#rest = rest;
        return;
      }
      this.header = text.slice(0, end);
      rest = rest.slice(end);
    }
    for (;;) {
      const isLong = rest[1] === 126;
      const start = isLong ? 4 : 2;
      const length = isLong ? (rest[2] << 8) | rest[3] : rest[1];
      if (rest.length < start || rest.length < start + length) break;
      const content = rest.slice(start, start + length);
      if ((rest[0] & 15) === KIND.text) this.text += textOf(content);
      else this.binary.push(content);
      rest = rest.slice(start + length);
    }
    this.#rest = rest;
  }
}

const OK = Uint8Array.of(0x57, 0x42, 0, 0);

function server(start = "import webrepl\nwebrepl.start(password='secret')\n"): TestBench {
  const bench = networkBench(start, { afterwards: 'prompt' });
  bench.runUntil(() => bench.output.endsWith('>>> '), 20_000);
  return bench;
}

describe('webrepl', () => {
  test('says where it is, and how it has been started', () => {
    expect(server().output).toMatch(
      /^WebREPL server started on http:\/\/192\.168\.1\.100:8266\/\nStarted webrepl in manual override mode\n/,
    );
  });

  test('shakes hands, asks for the password, and has the prompt', () => {
    const client = new Client(server()).open();
    expect(client.header).toBe(
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n',
    );
    expect(client.text).toBe('Password: ');
    expect(client.bench.output).toMatch(/\nWebREPL connection from: \('[\d.]+', \d+\)\n/);
    expect(client.type('secret\r')).toBe('\r\nWebREPL connected\r\n>>> ');
    expect(client.type('6 * 7\r')).toBe('6 * 7\r\n42\r\n>>> ');
    expect(client.bench.output.endsWith('\n6 * 7\n42\n>>> ')).toBe(true);
    // What is typed at USB appears there, too, and Ctrl-C stops a program that looks for input.
    client.bench.system.feed(bytesOf('2 ** 70\r'));
    expect(client.type('')).toBe('2 ** 70\r\n1180591620717411303424\r\n>>> ');
    expect(client.type('input()\r\x03')).toContain('KeyboardInterrupt');
    // More than the socket can take at once arrives, too.
    expect(client.type("print('x' * 20000)\r").length).toBe(20_000 + "print('x' * 20000)\r\n\r\n>>> ".length);
  });

  test('turns a wrong password away', () => {
    const client = new Client(server()).open();
    expect(client.type('guess\r')).toBe('\r\nAccess denied\r\n');
    expect(client.hasEnded).toBe(true);
    expect(client.bench.output).toContain('dupterm: EOF received, deactivating\n');
    expect(new Client(client.bench).open().type('secret\r')).toContain('connected');
  });

  test('has room for one', () => {
    const first = new Client(server()).open();
    const second = new Client(first.bench).open();
    expect(second.text).toBe('');
    expect(second.hasEnded).toBe(true);
    expect(first.bench.output).toContain('\nConcurrent WebREPL connection from (');
    expect(first.type('secret\r')).toContain('connected');
  });

  test('gives a browser the page of the client', () => {
    const client = new Client(server());
    client.request('GET / HTTP/1.1\r\nHost: board\r\n\r\n');
    expect(client.header).toBe('HTTP/1.0 200 OK\r\n\r\n');
    expect(client.hasEnded).toBe(true);
    new Client(client.bench).request('GET / HTTP/1.1\n\n');
    expect(client.bench.output).toContain('in server_handshake');
    expect(client.bench.output).toContain('ValueError: need more than 1 values to unpack\n');
  });

  test('copies files in both directions, and tells the version', () => {
    const client = new Client(server()).open();
    client.type('secret\r');
    expect(client.transfer(3, '', 0)).toEqual([Uint8Array.of(1, 29, 0)]);
    const content = Uint8Array.from({ length: 1300 }, (_, i) => 33 + ((i * 7) % 90));
    expect(client.transfer(1, 'data.txt', content.length, content.subarray(0, 1000), content.subarray(1000))).toEqual([OK, OK]);
    expect(client.bench.read('/flash/data.txt')).toBe(textOf(content));
    const more = Array.from({ length: 7 }, () => Uint8Array.of(0));
    const answers = client.transfer(2, 'data.txt', 0, ...more);
    expect([answers[0], answers.at(-1)]).toEqual([OK, OK]);
    const pieces = answers.slice(1, -1);
    expect(pieces.map((piece) => piece[0] | (piece[1] << 8))).toEqual([256, 256, 256, 256, 256, 20, 0]);
    expect(Uint8Array.from(pieces.flatMap((piece) => [...piece.subarray(2)]))).toEqual(content);
    client.transfer(2, 'nothing.txt', 0);
    expect(client.bench.output).toContain('dupterm: Exception in read() method, deactivating: OSError: [Errno 2] ENOENT\n');
  });

  test('takes no name that is not UTF-8', () => {
    const client = new Client(server()).open();
    client.type('secret\r');
    client.transfer(2, Uint8Array.of(0x66, 0xff), 0);
    expect(client.bench.output).toContain('dupterm: Exception in read() method, deactivating: UnicodeError: \n');
  });

  test('does not mind a file system that is full: the client is told that all is well', () => {
    const client = new Client(
      server(`import vfs, webrepl
class Blocks:
    data = bytearray(64 * 512)
    def readblocks(self, n, into):
        into[:] = self.data[n * 512 : n * 512 + len(into)]
    def writeblocks(self, n, block):
        self.data[n * 512 : n * 512 + len(block)] = block
    def ioctl(self, request, argument):
        return {4: len(self.data) // 512, 5: 512}.get(request)
vfs.VfsFat.mkfs(Blocks())
vfs.mount(vfs.VfsFat(Blocks()), "/small")
webrepl.start(password='secret')
`),
    ).open();
    client.type('secret\r');
    const pieces = Array.from({ length: 100 }, () => new Uint8Array(512));
    expect(client.transfer(1, '/small/data', 100 * 512, ...pieces)).toEqual([OK, OK]);
    expect(client.type("import os; 0 < os.stat('/small/data')[6] < 64 * 512\r")).toContain('True\r\n>>> ');
    expect(client.bench.output).not.toContain('deactivating');
  });

  test('takes the password from webrepl_cfg, which may be missing', () => {
    const bench = server("with open('webrepl_cfg.py', 'w') as f: f.write('PASS = \"cfg\"')\nimport webrepl\nwebrepl.start()\n");
    expect(bench.output).toContain('Started webrepl in normal mode\n');
    expect(new Client(bench).open().type('cfg\r')).toContain('connected');
    expect(server('import webrepl\nwebrepl.start()\n').output).toContain(
      "WebREPL is not configured, run 'import webrepl_setup'\nTraceback (most recent call last):\n",
    );
  });

  test('wants a password of at most nine bytes', () => {
    const bench = server("import _webrepl\ntry: _webrepl.password('0123456789')\nexcept ValueError: print('too long')\n");
    expect(bench.output).toContain('too long\n');
  });
});

describe('webrepl_setup', () => {
  /** Types lines at a prompt. Returns what has appeared meanwhile. */
  function typed(bench: TestBench, ...lines: readonly string[]): string {
    const { length } = bench.output;
    for (const line of lines) {
      bench.system.feed(bytesOf(`${line}\r`));
      bench.run(500);
    }
    return bench.output.slice(length);
  }

  const QUESTION = '\nWould you like to (E)nable or (D)isable it running on boot?\n(Empty line to quit)\n> ';
  const REBOOT = 'Changes will be activated after reboot\nWould you like to reboot now? (y/n) ';
  const files = (bench: TestBench): string[] => ['boot', 'webrepl_cfg'].map((name) => bench.read(`/flash/${name}.py`));

  test('sets a password and makes boot.py start the server, after a reset if wished', () => {
    const bench = new TestBench({ 'boot.py': 'print("boot")\n', 'main.py': '' }, { board: 'pybd-sf6', afterwards: 'prompt' });
    bench.run(2000);
    const lines = ['import webrepl_setup', 'e', 'abc', '0123456789', 'secret', 'other', "sec'ret", "sec'ret", 'maybe', 'n'];
    expect(typed(bench, ...lines)).toBe(
      `import webrepl_setup
WebREPL daemon auto-start status: disabled
${QUESTION}e
To enable WebREPL, you must set password for it
New password (4-9 chars): abc
Invalid password length
New password (4-9 chars): 0123456789
Invalid password length
New password (4-9 chars): secret
Confirm password: other
Passwords do not match
New password (4-9 chars): sec'ret
Confirm password: sec'ret
${REBOOT}maybe
Would you like to reboot now? (y/n) n
>>> `,
    );
    expect(files(bench)).toEqual(['print("boot")\nimport webrepl\nwebrepl.start()\n', 'PASS = "sec\'ret"\n']);
    const again = typed(bench, 'import sys; del sys.modules["webrepl_setup"]; import webrepl_setup', 'E', 'n');
    expect(again).toMatch(/status: enabled\n[\s\S]*Would you like to change WebREPL password\? \(y\/n\) n\nNo further action required\n/);
    expect(again).toContain('MPY: soft reboot\nboot\nStarted webrepl in normal mode\n');
    expect(typed(bench, 'import webrepl_setup', 'D', 'y')).toMatch(/y\nboot\nMicroPython /);
    expect(files(bench)[0]).toBe('print("boot")\n#import webrepl\n#webrepl.start()\n');
    expect(typed(bench, 'import webrepl_setup', 'D')).toMatch(/status: disabled\n[\s\S]*No further action required\n/);
    expect(typed(bench, 'import webrepl_setup', 'E', '', '')).toContain(REBOOT);
    expect(files(bench)).toEqual(['print("boot")\nimport webrepl\nwebrepl.start()\n', 'PASS = "sec\'ret"\n']);
  });
});

/** `--listen`: a board at the other end of a TCP line, to which clients come one after the other. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { command } from './support.js';

const { vpyb, file, words } = command();

/** A board that listens. */
class Listening {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  messages = '';

  constructor(own: readonly string[]) {
    this.child = spawn(process.execPath, words([...own, '--listen', '0']), { stdio: ['ignore', 'ignore', 'pipe'] });
    this.child.stderr?.on('data', (bytes) => {
      this.messages += bytes;
    });
    this.ended = new Promise((resolve) => this.child.on('close', resolve));
    running.push(this.child);
  }

  async client(): Promise<Client> {
    for (;;) {
      const [, port] = /a board is listening on 127\.0\.0\.1:(\d+);/.exec(this.messages) ?? [];
      if (port !== undefined) return new Client(connect(Number(port), '127.0.0.1'));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** Who types at its prompt. */
class Client {
  #heard = '';

  constructor(readonly socket: Socket) {
    socket.on('data', (bytes) => {
      this.#heard += bytes;
    });
  }

  /** What has come since it was last asked for, as soon as `text` is part of it. */
  async hears(text: string): Promise<string> {
    while (!this.#heard.includes(text)) await Promise.race([once(this.socket, 'data'), once(this.socket, 'close')]);
    const heard = this.#heard;
    this.#heard = '';
    return heard;
  }

  async says(text: string, until: string): Promise<string> {
    this.socket.write(text);
    return this.hears(until);
  }

  async goes(): Promise<void> {
    this.socket.end();
    await once(this.socket, 'close');
  }
}

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill();
});

it('the board stays from one client to the next, in the bytes of its line', async () => {
  const board = new Listening(['repl']);
  const first = await board.client();
  expect(await first.says('\r\x01x = 7\x04', 'OK\x04\x04>')).toContain('raw REPL; CTRL-B to exit\r\n>OK');
  await first.goes();
  const second = await board.client();
  expect(await second.says('print(x)\x04', '\x04\x04>')).toBe('OK7\r\n\x04\x04>');
});

it('whoever comes last has the line', async () => {
  const board = new Listening(['repl']);
  const first = await board.client();
  await first.says('\r', '>>> ');
  const second = await board.client();
  await once(first.socket, 'close');
  await second.says('40 + 2\r', '\r\n42\r\n>>> ');
});

it('a client that says no more hears the answer, then the line is closed', async () => {
  const board = new Listening(['repl']);
  const client = await board.client();
  await client.says('\r', '>>> ');
  client.socket.end('import time; time.sleep(1); 40 + 2\r');
  expect(await client.hears('\r\n42\r\n>>> ')).toContain('time.sleep(1)');
  await once(client.socket, 'close');
});

it('a program of a file is followed by the prompt', async () => {
  const board = new Listening([file('main.py', 'ready = 40\n')]);
  const client = await board.client();
  await client.says('ready + 2\r', '\r\n42\r\n>>> ');
});

it('ends with its board, when the client has its last words', async () => {
  const board = new Listening(['repl']);
  const client = await board.client();
  await client.says('\r', '>>> ');
  client.socket.write('import machine; print(6 * 7); machine.bootloader()\r');
  await client.hears('\r\n42\r\n');
  expect(await board.ended).toBe(0);
  expect(board.messages).toContain('vpyb: the board has left Python');
});

it.runIf(process.platform !== 'win32')('SIGTERM ends it, and its board', async () => {
  const board = new Listening(['repl']);
  const client = await board.client();
  await client.says('\r', '>>> ');
  board.child.kill('SIGTERM');
  expect(await board.ended).toBe(143);
});

it.runIf(process.platform !== 'win32')('a signal ends it in code that no stop unwinds, too, with its own status', async () => {
  const board = new Listening(['repl']);
  const client = await board.client();
  await client.says('\r', '>>> ');
  client.socket.write('def key(x):\r while True: pass\r\r\rprint(6 * 7); sorted([2, 1], key=key)\r');
  await client.hears('\r\n42\r\n');
  // So long bursts go by until such code is attended to.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  board.child.kill('SIGINT');
  expect([await board.ended, board.messages]).toEqual([130, expect.stringMatching(/^vpyb: a board is listening on .*\n$/)]);
});

it('a port that is taken is named', async () => {
  const other = createServer();
  await once(other.listen(0, '127.0.0.1'), 'listening');
  const { port } = other.address() as { port: number };
  const stderr = `vpyb: --listen: port ${port} is already in use; choose another, such as --listen=${port + 1}, or 0 for any\n`;
  expect(await vpyb(['repl', '--listen', String(port)])).toEqual({ status: 2, stdout: '', stderr });
  other.close();
});

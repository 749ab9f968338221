/**
 * `--listen`: a board at the other end of a TCP line, for mpremote and other clients. The board is a separate process whose standard streams are
 * the line. It stays from one client to the next. What it prints while there is no client is lost, as on a line that is not plugged in.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { portFailure, SIGNAL_STATUS, SIGNALS, Status, say } from './fail.js';
import type { ListenRequest } from './listen-arguments.js';

/** Only programs on this computer can connect. */
const HOST = '127.0.0.1';

/** How long sending the last bytes may take, ms. */
const LAST_MS = 1000;

/** For how long the board must be silent until a client that says no more is taken to have its answer, ms. */
const SILENCE_MS = 3000;

type Board = ChildProcessByStdio<Writable, Readable, null>;

/** Runs the board until it ends; returns its exit status. Throws a Failure if the port is not available. */
export async function listen({ port, words }: ListenRequest): Promise<number> {
  const server = createServer({ noDelay: true, allowHalfOpen: true });
  try {
    await once(server.listen(port, HOST), 'listening');
  } catch (error) {
    throw portFailure('--listen', port, error);
  }
  const board = start(words);
  const line = new Line(board);
  server.on('connection', (client) => line.take(client));
  const place = `${HOST}:${(server.address() as AddressInfo).port}`;
  say(`vpyb: a board is listening on ${place}; mpremote connect socket://${place} run FILE.py\n`);
  const [status, signal] = (await once(board, 'close')) as [number | null, NodeJS.Signals | null];
  server.close();
  await line.ended();
  if (status !== null) return status;
  // In code that no stop unwinds, a signal ends the board at once.
  const known = SIGNALS.find((name) => name === signal);
  if (known !== undefined) return SIGNAL_STATUS[known];
  say(`vpyb: the board's process was killed by ${signal}\n`);
  return Status.internal;
}

/** Starts this command again. Signals that would end this process are passed to the board, whose end then ends both. */
function start(words: readonly string[]): Board {
  const [node, program] = process.argv;
  const board = spawn(node, [...process.execArgv, '--', program, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  for (const signal of SIGNALS) process.on(signal, () => board.kill(signal));
  // What is typed when the board has just ended is lost, as at a board without power.
  board.stdin.on('error', () => {});
  return board;
}

/** The line, and the client that has it. */
class Line {
  #client: Socket | null = null;

  constructor(private readonly board: Board) {
    board.stdout.resume();
  }

  /** Gives the line to a new client: the previous one may have gone without that having been noticed. */
  take(client: Socket): void {
    this.#drop();
    this.#client = client;
    client.pipe(this.board.stdin, { end: false });
    this.board.stdout.pipe(client);
    // `close` follows in any case.
    client.on('error', () => {});
    client.on('close', () => this.#leave(client));
    client.on('end', () => this.#hearOut(client));
  }

  /** Keeps the line of a client that says no more but may still listen, like `nc -N`, while the board has something to say. */
  #hearOut(client: Socket): void {
    const { stdout } = this.board;
    const silence = setTimeout(() => this.#leave(client), SILENCE_MS);
    const goOn = (): void => void silence.refresh();
    stdout.on('data', goOn);
    client.on('close', () => {
      clearTimeout(silence);
      stdout.off('data', goOn);
    });
  }

  #leave(client: Socket): void {
    if (this.#client === client) this.#drop();
  }

  /** Called when the board has gone: waits until the client has received its last output. */
  async ended(): Promise<void> {
    const client = this.#client;
    if (client === null || client.writableFinished) return;
    await Promise.race([once(client, 'close'), pause(LAST_MS)]);
  }

  #drop(): void {
    const client = this.#client;
    if (client === null) return;
    this.#client = null;
    client.unpipe(this.board.stdin);
    this.board.stdout.unpipe(client);
    this.board.stdout.resume();
    client.destroy();
  }
}

/**
 * `--listen`: a board at the other end of a TCP line, for mpremote and the like. The board is a command of its own, whose standard streams are
 * the line. It stays from one client to the next; what it prints while there is none is lost, as on a line that nobody has plugged in.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { portFailure, SIGNAL_STATUS, SIGNALS, Status, say } from './fail.js';
import type { ListenRequest } from './listen-arguments.js';

/** Nobody but programs on this computer. */
const HOST = '127.0.0.1';

/** So long the last bytes may take, ms. */
const LAST_MS = 1000;

type Board = ChildProcessByStdio<Writable, Readable, null>;

/** Runs the board until it ends; answers its exit status. Throws a Failure where the port cannot be had. */
export async function listen({ port, words }: ListenRequest): Promise<number> {
  const server = createServer({ noDelay: true });
  try {
    await once(server.listen(port, HOST), 'listening');
  } catch (error) {
    throw portFailure('--listen', port, error);
  }
  const board = start(words);
  const line = new Line(board);
  server.on('connection', (client) => line.take(client));
  const place = `${HOST}:${(server.address() as AddressInfo).port}`;
  say(`vpyb: a board is listening on ${place}; mpremote connect socket://${place}\n`);
  const [status, signal] = (await once(board, 'close')) as [number | null, NodeJS.Signals | null];
  server.close();
  await line.ended();
  if (status !== null) return status;
  // In code that no stop unwinds a signal ends the board at once.
  const known = SIGNALS.find((name) => name === signal);
  if (known !== undefined) return SIGNAL_STATUS[known];
  say(`vpyb: the board's process was killed by ${signal}\n`);
  return Status.internal;
}

/** Starts this command anew. Signals that end this one end it, and so both. */
function start(words: readonly string[]): Board {
  const [node, program] = process.argv;
  const board = spawn(node, [...process.execArgv, '--', program, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  for (const signal of SIGNALS) process.on(signal, () => board.kill(signal));
  // What is typed when the board has just ended is lost, as what is typed at one without power.
  board.stdin.on('error', () => {});
  return board;
}

/** The line, and who has it. */
class Line {
  #client: Socket | null = null;

  constructor(private readonly board: Board) {
    board.stdout.resume();
  }

  /** Whoever comes last has the line: a client that has just gone may still seem to be there. */
  take(client: Socket): void {
    this.#drop();
    this.#client = client;
    client.pipe(this.board.stdin, { end: false });
    this.board.stdout.pipe(client);
    // However it goes, `close` follows.
    client.on('error', () => {});
    client.on('close', () => {
      if (this.#client === client) this.#drop();
    });
  }

  /** The board is gone: waits until the client has its last words. */
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

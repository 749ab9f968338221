/**
 * What is typed: bytes of standard input, from a terminal (put into raw mode) or from a pipe or file.
 * It can also be asked while the simulation does not let the event loop run: Node reads terminals and pipes on this thread, never meanwhile.
 * Files it would read on another, so they are read here as a whole.
 */
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';

const STDIN = 0;
/** Node has set a pipe so that reading it does not wait; not so on Windows. */
const NEVER_BLOCKS = process.platform !== 'win32';

/** Who hears of what is typed. */
interface InputListener {
  bytes(bytes: Uint8Array): void;
  /** There will be no more. */
  ended(): void;
}

export class Input {
  readonly isTerminal = process.stdin.isTTY === true;
  /** Standard input, or the same terminal, so that reading never waits; −1 if there is no such thing. */
  #immediate = -1;

  constructor(private readonly listener: InputListener) {}

  /** Begins to listen; what cannot be read has ended. A terminal stays in raw mode until `stop`, or until the process ends in any way that Node sees. */
  start(): void {
    if (fstatSync(STDIN).isFile()) this.#takeFile();
    else this.#listen();
  }

  #takeFile(): void {
    this.listener.bytes(contentOfFile());
    this.listener.ended();
  }

  #listen(): void {
    const { stdin } = process;
    if (this.isTerminal) stdin.setRawMode(true);
    this.#immediate = this.isTerminal ? openTerminal() : NEVER_BLOCKS ? STDIN : -1;
    stdin.on('data', (bytes: Buffer) => this.listener.bytes(bytes));
    stdin.on('end', () => this.listener.ended());
    stdin.on('error', () => this.listener.ended());
    stdin.resume();
  }

  /** Looks for bytes now, without the event loop. */
  poll(): void {
    if (this.#immediate < 0) return;
    const piece = Buffer.alloc(4096);
    try {
      const length = readSync(this.#immediate, piece);
      if (length > 0) this.listener.bytes(piece.subarray(0, length));
      else if (!this.isTerminal) this.listener.ended();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') this.#closeImmediate();
    }
  }

  /** Listens on, but nobody hears for a while: the terminal is as it was. */
  rest(): void {
    if (this.isTerminal) process.stdin.setRawMode(false);
  }

  /** Somebody hears again. */
  goOn(): void {
    if (this.isTerminal) process.stdin.setRawMode(true);
  }

  /** Stops listening; the terminal is as it was. */
  stop(): void {
    this.#closeImmediate();
    process.stdin.pause();
    if (this.isTerminal) process.stdin.setRawMode(false);
  }

  #closeImmediate(): void {
    if (this.#immediate > STDIN) closeSync(this.#immediate);
    this.#immediate = -1;
  }
}

/** What is in the file that standard input is; nothing if it may only be written to. */
function contentOfFile(): Uint8Array {
  try {
    return readFileSync(STDIN);
  } catch {
    return new Uint8Array(0);
  }
}

/** Opens the terminal that standard input is; where that cannot be named, the one that controls the process. */
function openTerminal(): number {
  for (const path of ['/proc/self/fd/0', '/dev/tty']) {
    try {
      return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    } catch {
      // No such thing on this system.
    }
  }
  return -1; // Typing is heard between turns of the event loop only.
}

/**
 * What is typed: bytes of standard input, from a terminal (put into raw mode) or from a pipe or file.
 * A terminal can also be asked while the simulation does not let the event loop run.
 */
import { closeSync, constants, openSync, readSync } from 'node:fs';

/** Who hears of what is typed. */
export interface InputListener {
  bytes(bytes: Uint8Array): void;
  /** There will be no more. */
  ended(): void;
}

export class Input {
  readonly isTerminal = process.stdin.isTTY === true;
  /** The same terminal, opened so that reading never waits; −1 if there is none. */
  #immediate = -1;

  constructor(private readonly listener: InputListener) {}

  /** Begins to listen. A terminal stays in raw mode until `stop`, or until the process ends in any way that Node sees. */
  start(): void {
    const { stdin } = process;
    if (this.isTerminal) {
      stdin.setRawMode(true);
      this.#immediate = openTerminal();
    }
    stdin.on('data', (bytes: Buffer) => this.listener.bytes(bytes));
    stdin.on('end', () => this.listener.ended());
    stdin.on('error', () => this.listener.ended());
    stdin.resume();
  }

  /** Looks for bytes of a terminal now, without the event loop. */
  poll(): void {
    if (this.#immediate < 0) return;
    const piece = Buffer.alloc(1024);
    try {
      const length = readSync(this.#immediate, piece);
      if (length > 0) this.listener.bytes(piece.subarray(0, length));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') this.#closeImmediate();
    }
  }

  /** Stops listening; the terminal is as it was. */
  stop(): void {
    this.#closeImmediate();
    process.stdin.pause();
    if (this.isTerminal) process.stdin.setRawMode(false);
  }

  #closeImmediate(): void {
    if (this.#immediate >= 0) closeSync(this.#immediate);
    this.#immediate = -1;
  }
}

function openTerminal(): number {
  try {
    return openSync('/dev/tty', constants.O_RDONLY | constants.O_NONBLOCK);
  } catch {
    return -1; // No such thing on this system: typing is heard between turns of the event loop only.
  }
}

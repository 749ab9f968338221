/**
 * What is typed: bytes of standard input, from a terminal (put into raw mode) or from a pipe or file.
 * Terminals and pipes can also be polled while the simulation does not let the event loop run. Node reads them on this thread, so never at the
 * same time. Node would read files on another thread, so they are read here at once and as a whole.
 */
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';

const STDIN = 0;
/** Node sets pipes to non-blocking, except on Windows. */
const NEVER_BLOCKS = process.platform !== 'win32';

/** Called with what is typed. */
interface InputListener {
  bytes(bytes: Uint8Array): void;
  /** There will be no more input. */
  ended(): void;
}

export class Input {
  readonly isTerminal = process.stdin.isTTY === true;
  /** A non-blocking file descriptor of standard input or of the same terminal; −1 if there is none. */
  #immediate = -1;

  constructor(private readonly listener: InputListener) {}

  /**
   * Begins to listen. Input that cannot be read counts as ended. A terminal stays in raw mode until `stop`, or until the process ends in any way
   * that Node notices.
   */
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

  /** Reads what has been typed, without the event loop. */
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

  /** Continues to listen, but puts the terminal back as it was, because nobody takes input for a while. */
  rest(): void {
    if (this.isTerminal) process.stdin.setRawMode(false);
  }

  /** Puts the terminal into raw mode again after `rest`. */
  goOn(): void {
    if (this.isTerminal) process.stdin.setRawMode(true);
  }

  /** Stops listening and puts the terminal back as it was. */
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

/** Returns the content of the file that standard input is; nothing if the file is open only for writing. */
function contentOfFile(): Uint8Array {
  try {
    return readFileSync(STDIN);
  } catch {
    return new Uint8Array(0);
  }
}

/** Opens the terminal that standard input is or, if that has no path, the terminal that controls the process. */
function openTerminal(): number {
  for (const path of ['/proc/self/fd/0', '/dev/tty']) {
    try {
      return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    } catch {
      // This system has no such path.
    }
  }
  return -1; // Typing is then noticed only between turns of the event loop.
}

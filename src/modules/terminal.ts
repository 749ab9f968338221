/** The console as native modules need it. */
import type { Wait } from '../execution.js';

/** The board's console: what a program prints goes out, what is typed comes in. */
export interface Terminal {
  /** Prints text; `\n` becomes the console's line end. */
  write(text: string): void;
  /** Sends bytes; line feeds become the console's line end. The array stays the caller's. */
  writeCooked(bytes: Uint8Array): void;
  /** Sends bytes as they are. */
  writeBytes(bytes: Uint8Array): void;
  /** Number of bytes that can be read. */
  readonly available: number;
  /** The next byte; undefined if there is none. */
  take(): number | undefined;
}

/** The wait for a byte: what waits like this waits for the host. */
export class InputWait implements Wait {
  constructor(private readonly terminal: Terminal) {}

  ready(): boolean {
    return this.terminal.available > 0;
  }
}

/** The wait for a byte. */
export function inputWait(terminal: Terminal): Wait {
  return new InputWait(terminal);
}

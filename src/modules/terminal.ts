/** The console as native modules need it. */
import type { Steps, Wait } from '../execution.js';

/** One of the lines that the console may be on: what is printed goes out, what arrives has been typed. */
export interface ConsoleLine {
  /** Sends bytes, as they are; takes the time that takes. */
  send(bytes: Uint8Array): void;
  /** The same where the thread can stop, for a line that takes time. */
  writing?(bytes: Uint8Array): Steps<unknown>;
  /** Number of bytes that can be read. */
  readonly available: number;
  /** The next byte; undefined if there is none. */
  take(): number | undefined;
  /** Of the line to the host: when a look has found nothing, a pause in which the host may bring something; null if it does not want to. */
  pauseForHost?(): Wait | null;
  /** Of the line to the host: called whenever something has arrived that can be read. */
  onArrival?: (() => void) | null;
  /** Whether the console is on it: then it asks of every byte whether it interrupts (`Terminal.strike`). */
  isConsole: boolean;
}

/** The board's console: what a program prints goes out, what is typed comes in. */
export interface Terminal {
  /** The line to the host, on USB. */
  readonly usb: ConsoleLine;
  /** The lines that the console is on, in the order in which they are read; at first that on USB alone. */
  lines: readonly ConsoleLine[];
  /** A byte has arrived: whether it is the one that interrupts the program, which it does then. */
  strike(byte: number): boolean;
  /** Prints text; `\n` becomes the console's line end. */
  write(text: string): void;
  /** The same where the thread can stop. */
  writing(text: string): Steps<void>;
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
  readonly awaitsInput = true;

  constructor(private readonly terminal: Terminal) {}

  ready(): boolean {
    return this.terminal.available > 0;
  }
}

/** The wait for a byte. */
export function inputWait(terminal: Terminal): Wait {
  return new InputWait(terminal);
}

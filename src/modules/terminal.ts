/** The console as native modules need it. */
import type { Steps, Wait } from '../execution.js';

/** A line that can carry the console: printed output is sent on it, and what arrives counts as typed. */
export interface ConsoleLine {
  /** Sends bytes unchanged; takes as long as the line needs. */
  send(bytes: Uint8Array): void;
  /** Like `send`, but the thread can stop in it; for a line on which sending takes time. */
  writing?(bytes: Uint8Array): Steps<unknown>;
  /** Number of bytes that can be read. */
  readonly available: number;
  /** The next byte; undefined if there is none. */
  take(): number | undefined;
  /** Only on the line to the host: after a poll has found nothing, a pause in which the host may send input; null if the host wants none. */
  pauseForHost?(): Wait | null;
  /** Only on the line to the host: called whenever bytes that can be read have arrived. */
  onArrival?: (() => void) | null;
  /** Whether the line carries the console. If so, it passes every arriving byte to `Terminal.strike`, as the byte may be the interrupt byte. */
  isConsole: boolean;
}

/** The board's console: it sends what a program prints and receives what is typed. */
export interface Terminal {
  /** The line to the host, on USB. */
  readonly usb: ConsoleLine;
  /** The lines that carry the console, in the order in which they are read; initially only the one on USB. */
  lines: readonly ConsoleLine[];
  /** Called for a byte that has arrived. If it is the interrupt byte, interrupts the program and returns true. */
  strike(byte: number): boolean;
  /** Prints text; `\n` becomes the console's line end. */
  write(text: string): void;
  /** Like `write`, but the thread can stop in it. */
  writing(text: string): Steps<void>;
  /** Sends bytes; line feeds become the console's line end. The array still belongs to the caller. */
  writeCooked(bytes: Uint8Array): void;
  /** Sends bytes as they are. */
  writeBytes(bytes: Uint8Array): void;
  /** Number of bytes that can be read. */
  readonly available: number;
  /** The next byte; undefined if there is none. */
  take(): number | undefined;
}

/** The wait for a byte of the console: its input comes from the host. */
export class InputWait implements Wait {
  readonly awaitsInput = true;

  constructor(private readonly terminal: Terminal) {}

  ready(): boolean {
    return this.terminal.available > 0;
  }
}

/** Returns a wait for a byte of the console. */
export function inputWait(terminal: Terminal): Wait {
  return new InputWait(terminal);
}

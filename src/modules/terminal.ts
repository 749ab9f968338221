/** The console as native modules need it. */
import type { Nanos, Steps, Wait } from '../execution.js';

/** What can carry the console: printed output is sent on it, and what arrives counts as typed. */
export interface ConsoleLine {
  /** Sends bytes unchanged; takes as long as the line needs. Returns how many it has taken; negative if none for an error. */
  send(bytes: Uint8Array): number;
  /** Like `send`, but the thread can stop in it; for a line on which sending takes time. */
  writing?(bytes: Uint8Array): Steps<unknown>;
  /** Number of bytes that are known to be there; 0 for a line that has to be read to find out. */
  readonly available: number;
  /** The next byte; undefined if there is none, 'interrupt' if it was the interrupt byte and has interrupted the program. */
  take(): number | undefined | 'interrupt';
  /** The events among these that hold now (`objects/stream.ts`). */
  poll(events: number): number;
  /**
   * It is read as a stream: that may wait or run Python code, as may writing and polling, and only reading tells whether there is input. Streams of
   * the program are, and UARTs with a timeout.
   */
  readonly isStream?: boolean;
}

/** A line of the board. */
export interface HardwareLine extends ConsoleLine {
  readonly isStream?: false;
  take(): number | undefined;
  /** Only on the line to the host: after a poll has found nothing, a pause in which the host may send input; null if the host wants none. */
  pauseForHost?(): Wait | null;
  /** Only on the line to the host: called whenever bytes that can be read have arrived. */
  onArrival?: (() => void) | null;
  /** Whether the line is attached to the console. If so, it passes every arriving byte to `Terminal.strike`, as the byte may be the interrupt byte. */
  isConsole: boolean;
}

/** The board's console: it sends what a program prints and receives what is typed. */
export interface Terminal {
  /** The line to the host, on USB. */
  readonly usb: HardwareLine;
  /**
   * What carries the console, in the order in which it is read and written: the UART of `pyb.repl_uart`, then the slots of `os.dupterm`; null where
   * there is nothing. A reset puts the line on USB into the second slot, and nothing anywhere else. Python code that a line runs may change it.
   */
  readonly lines: (ConsoleLine | null)[];
  /** Whether a stream of the program is among them. Then output must be written in the firmware's pieces, because each is a call. */
  readonly hasStreams: boolean;
  /** Called for a byte that has arrived. If it is the interrupt byte, interrupts the program and returns true. */
  strike(byte: number): boolean;
  /** Prints text; `\n` becomes the console's line end. */
  write(text: string): void;
  /** Like `write`, but the thread can stop in it. */
  writing(text: string): Steps<void>;
  /** Sends bytes; line feeds become the console's line end. The array still belongs to the caller. */
  writeCooked(bytes: Uint8Array): void;
  /** Sends bytes as they are. Returns how many of them all lines have taken. */
  writeBytes(bytes: Uint8Array): number;
  /** Number of bytes that are known to be there. */
  readonly available: number;
  /** The next byte; undefined if there is none. */
  take(): number | undefined;
  /** The events among these that hold on some line. */
  poll(events: number): number;
  /** The instruction WFI. */
  waitForEvent(): Wait;
}

/**
 * The wait for a byte of the console, whose input comes from the host. Streams of the program are read again after each interrupt: the firmware
 * waits in a loop around WFI (`mp_hal_stdin_rx_chr` in `ports/stm32/mphalport.c`).
 */
export class InputWait implements Wait {
  readonly awaitsInput = true;
  #event: Wait | null = null;

  constructor(private readonly terminal: Terminal) {}

  get until(): Nanos | undefined {
    return this.#nextEvent?.until;
  }

  ready(): boolean {
    return this.terminal.available > 0 || this.#nextEvent?.ready?.() === true;
  }

  /** A soft callback may have brought the first stream in the middle of the wait. */
  get #nextEvent(): Wait | null {
    if (this.#event === null && this.terminal.hasStreams) this.#event = this.terminal.waitForEvent();
    return this.#event;
  }
}

/** Returns a wait for a byte of the console. */
export function inputWait(terminal: Terminal): Wait {
  return new InputWait(terminal);
}

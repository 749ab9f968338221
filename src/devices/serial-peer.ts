/**
 * Whoever is at the other end of a UART: a GPS receiver, a modem, a computer. It sends what it is told to, one byte right after the other,
 * and reads as UARTs do: what comes at another rate or in another format is misunderstood. Not simulated: flow control.
 */
import { type SerialFrame, SerialLine, type SerialListener } from '../board/serial-line.js';
import { SerialInput } from '../board/uart/input.js';
import { LF } from '../control-bytes.js';
import { SECOND } from '../execution.js';
import { decodeUtf8, encodeUtf8 } from '../objects/utf8.js';
import type { Alarm } from '../sim/alarms.js';
import type { WorldTime } from '../sim/world-time.js';

/** What it is connected to: `board.uart(4)`. */
export interface SerialEnd extends SerialListener {
  /** What that sends. */
  readonly tx: SerialLine;
}

/** How it sends and reads. */
export interface SerialPeerOptions {
  /** Bits a second. */
  readonly baud?: number;
  /** Data bits, without parity. */
  readonly bits?: 7 | 8;
  readonly parity?: SerialFrame['parity'];
  readonly stop?: 1 | 2;
}

/** More than any UART of these boards has. */
export const MOST_BAUD = 10_000_000;

export class SerialPeer {
  /** Called with each byte that has been heard, at the end of its frame. It may send. */
  onByte: (byte: number) => void = () => {};
  /** Called with each line that has been heard, without its end. It may send. */
  onLine: (line: string) => void = () => {};
  readonly #toBoard = new SerialLine();
  readonly #format: Omit<SerialFrame, 'value'>;
  /** How long a frame lasts, ns. */
  readonly #frameTime: number;
  /** What is to be sent, and how much of it has been. */
  #outgoing: number[] = [];
  #sent = 0;
  readonly #next: Alarm;
  #isSending = false;
  readonly #heard: number[] = [];
  /** The lines of it that are over, as text, and where the one begins that is not. */
  #lines = '';
  #lineStart = 0;

  constructor(
    uart: SerialEnd,
    private readonly clock: WorldTime,
    { baud = 9600, bits = 8, parity = 'none', stop = 1 }: SerialPeerOptions = {},
  ) {
    if (!(baud > 0 && baud <= MOST_BAUD)) throw new RangeError(`baud: ${baud} is not a number of bits per second up to ${MOST_BAUD}`);
    const bitTime = SECOND / baud;
    this.#format = { bitTime, bits, parity, stop };
    this.#frameTime = Math.round((1 + bits + (parity === 'none' ? 0 : 1) + stop) * bitTime);
    this.#next = clock.alarm(() => this.#goOn());
    this.#toBoard.connect(uart);
    const input = new SerialInput(
      clock,
      (byte) => this.#hear(byte),
      () => {},
    );
    input.set({ bitTime, bits, parity });
    uart.tx.connect(input);
  }

  /** Sends a text, as UTF-8, or bytes, after what it is sending already. */
  send(content: string | Uint8Array): void {
    for (const byte of typeof content === 'string' ? encodeUtf8(content) : content) this.#outgoing.push(byte);
    if (!this.#isSending) this.#goOn();
  }

  /** Sends a text and the end of a line, CR LF. */
  sendLine(text: string): void {
    this.send(`${text}\r\n`);
  }

  /** All that it has heard, as text. */
  get received(): string {
    return this.#lines + this.#line;
  }

  /** All that it has heard. */
  get receivedBytes(): Uint8Array {
    return Uint8Array.from(this.#heard);
  }

  /** What has been heard since the last line was over. */
  get #line(): string {
    return decodeUtf8(Uint8Array.from(this.#heard.slice(this.#lineStart)), 'replace') as string;
  }

  #goOn(): void {
    this.#isSending = this.#sent < this.#outgoing.length;
    if (!this.#isSending) {
      this.#outgoing = [];
      this.#sent = 0;
      return;
    }
    const value = this.#outgoing[this.#sent++] & ((1 << this.#format.bits) - 1);
    this.#toBoard.begin({ ...this.#format, value }, this.clock.elapsed() + BigInt(this.#frameTime));
    this.#next.set(this.clock.now + this.#frameTime);
  }

  #hear(byte: number): void {
    this.#heard.push(byte);
    this.onByte(byte);
    if (byte !== LF) return;
    const line = this.#line;
    this.#lines += line;
    this.#lineStart = this.#heard.length;
    this.onLine(line.replace(/\r?\n$/, ''));
  }
}

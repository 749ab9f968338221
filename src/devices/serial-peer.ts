/**
 * The other end of a UART: a GPS receiver, a modem, a computer. It sends what it is told to, one byte right after the other, and receives as
 * UARTs do: bytes sent at another rate or in another format are misread. Not simulated: flow control.
 */
import { type SerialFrame, SerialLine, type SerialListener } from '../board/serial-line.js';
import { SerialInput } from '../board/uart/input.js';
import { LF } from '../control-bytes.js';
import { SECOND } from '../execution.js';
import type { Alarm } from '../sim/alarms.js';
import type { WorldTime } from '../sim/world-time.js';
import { decodeUtf8, encodeUtf8 } from '../utf8.js';

/** The UART that it is connected to, such as `board.uart(4)`. */
export interface SerialEnd extends SerialListener {
  /** The line on which the UART sends. */
  readonly tx: SerialLine;
}

/** How it sends and receives. */
export interface SerialPeerOptions {
  /** Bits per second. */
  readonly baud?: number;
  /** Data bits, without parity. */
  readonly bits?: 7 | 8;
  readonly parity?: SerialFrame['parity'];
  readonly stop?: 1 | 2;
}

/** More than any UART of these boards has. */
export const MOST_BAUD = 10_000_000;

export class SerialPeer {
  /** Called with each received byte, at the end of its frame. The callback may send. */
  onByte: (byte: number) => void = () => {};
  /** Called with each received line, without its line end. The callback may send. */
  onLine: (line: string) => void = () => {};
  readonly #toBoard = new SerialLine();
  readonly #format: Omit<SerialFrame, 'value'>;
  /** Length of a frame, ns. */
  readonly #frameTime: number;
  /** Bytes to send, and how many of them have been sent. */
  #outgoing: number[] = [];
  #sent = 0;
  readonly #next: Alarm;
  #isSending = false;
  readonly #heard: number[] = [];
  /** The complete lines of `#heard` as text, and the index in `#heard` where the unfinished line begins. */
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

  /** Sends a text, as UTF-8, or bytes, after what is already being sent. */
  send(content: string | Uint8Array): void {
    for (const byte of typeof content === 'string' ? encodeUtf8(content) : content) this.#outgoing.push(byte);
    if (!this.#isSending) this.#goOn();
  }

  /** Sends a text and a line end, CR LF. */
  sendLine(text: string): void {
    this.send(`${text}\r\n`);
  }

  /** Sends bytes; a set-up writes them in hexadecimal. */
  sendBytes(bytes: Uint8Array): void {
    this.send(bytes);
  }

  /** Everything received so far, as UTF-8. Bytes that are no UTF-8 are U+FFFD here. */
  get received(): string {
    return this.#lines + this.#line;
  }

  /** Everything received so far, byte by byte. */
  get receivedBytes(): Uint8Array {
    return Uint8Array.from(this.#heard);
  }

  /** What has been received since the end of the last complete line. */
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

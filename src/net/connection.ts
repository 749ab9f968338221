/** A connection as a program of this side sees it: a host's end of it. */
import { ByteQueue } from '../byte-queue.js';
import { Utf8Pieces } from '../objects/utf8.js';
import { addressText } from './address.js';
import { contentBytes } from './content.js';
import type { Failure, TcpEnd } from './tcp-end.js';

/** Who has connected, or has been connected to. */
export class Connection {
  /** It is open. */
  onOpen: () => void = () => {};
  /** Bytes have come, as many at a time as were in one segment. */
  onData: (bytes: Uint8Array) => void = () => {};
  /** The other end sends nothing more; it may still hear. Unless somebody else says what to do, this end closes, too. */
  onEnd: () => void = () => this.close();
  /** It is over otherwise than by its ends' closing it: the other has reset it, or nobody has answered. */
  onError: (why: Failure) => void = () => {};
  /** Bytes that wait until there is room for them. */
  readonly #waiting = new ByteQueue();
  /** What has come while this end was not reading. */
  #unread: Uint8Array[] = [];
  #isReading = true;
  #wasOpen: boolean;
  #isClosing = false;
  /** Whether what comes is kept for `received`. A server that hears one end for weeks has no use for it. */
  keepsReceived = true;
  readonly #heard = new ByteQueue();
  /** Those as text, as far as that was asked for. */
  #text = '';
  #read = 0;
  readonly #pieces = new Utf8Pieces();

  constructor(private readonly end: TcpEnd) {
    this.#wasOpen = this.isOpen;
    end.events = {
      opened: () => {
        this.#wasOpen = true;
        this.onOpen();
        this.#goOn();
      },
      received: (bytes) => {
        if (this.#isReading) this.#take(bytes);
        else this.#unread.push(bytes);
      },
      ended: () => this.onEnd(),
      failed: (why) => this.onError(why),
      drained: () => this.#goOn(),
    };
  }

  /** Address and port of the other end, such as `192.168.1.100:49153`. */
  get remote(): string {
    return `${addressText(this.end.remote.address)}:${this.end.remote.port}`;
  }

  /** Whether bytes can go either way. */
  get isOpen(): boolean {
    return this.end.state === 'open';
  }

  /** Whether it has been open, be it that it is over. */
  get wasOpen(): boolean {
    return this.#wasOpen;
  }

  /** All that has come. */
  get receivedBytes(): Uint8Array {
    return this.#heard.waiting;
  }

  /** All that has come, as text, without a character of which bytes are still to come. */
  get received(): string {
    const bytes = this.receivedBytes;
    this.#text += this.#pieces.text(bytes.subarray(this.#read));
    this.#read = bytes.length;
    return this.#text;
  }

  /** Whether this end takes what comes; while it does not, the other comes to wait for its window. */
  get isReading(): boolean {
    return this.#isReading;
  }

  set isReading(isReading: boolean) {
    this.#isReading = isReading;
    while (this.#isReading && this.#unread.length > 0) this.#take(this.#unread.shift() as Uint8Array);
  }

  /** How many bytes wait until there is room for them. */
  get unsent(): number {
    return this.#waiting.length;
  }

  /** Sends a text, as UTF-8, or bytes, when there is room for them. Throws a TypeError for anything else. */
  send(content: string | Uint8Array): void {
    const bytes = contentBytes(content);
    if (this.#isClosing || this.end.isOver) return;
    this.#waiting.add(bytes);
    this.#goOn();
  }

  /** Sends what is still waiting, then nothing more; hears on. */
  finish(): void {
    this.#isClosing = true;
    this.#goOn();
  }

  /** The same, and what comes from now on is answered by a reset. */
  close(): void {
    this.onData = this.onEnd = () => {};
    this.finish();
  }

  /** Ends it at once: the other end is told that it has been reset. */
  reset(): void {
    this.end.abort();
  }

  #take(bytes: Uint8Array): void {
    if (this.keepsReceived) this.#heard.add(bytes);
    this.end.taken(bytes.length);
    this.onData(bytes);
  }

  #goOn(): void {
    if (!this.isOpen) return;
    const size = Math.min(this.#waiting.length, this.end.room);
    if (size > 0) this.end.write(this.#waiting.take(size));
    if (this.#isClosing && this.#waiting.length === 0) this.end.finish();
  }
}

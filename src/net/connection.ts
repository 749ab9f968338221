/** A host's end of a connection, as a program on the host sees it. */
import { ByteQueue } from '../byte-queue.js';
import { Utf8Pieces } from '../utf8.js';
import { type Place, placeText } from './address.js';
import { contentBytes } from './content.js';
import type { Failure, TcpEnd } from './tcp-end.js';

/** What a connection does with its end, which may be one with TLS around it. */
export interface ConnectionEnd extends Pick<TcpEnd, 'events' | 'room' | 'write' | 'finish' | 'taken' | 'abort'> {
  readonly remote: Place;
  readonly state: TcpEnd['state'];
  readonly isOver: boolean;
}

/** A connection, whichever end has opened it. */
export class Connection {
  /** Called when the connection is open. */
  onOpen: () => void = () => {};
  /** Called with bytes that have come, those of one segment at a time. */
  onData: (bytes: Uint8Array) => void = () => {};
  /**
   * Called when the other end sends nothing more, and this end has taken all that it has sent; it may still receive. By default this end closes,
   * too.
   */
  onEnd: () => void = () => this.close();
  /** Called when all that was sent has found room in the send buffer, after some of it had to wait. */
  onRoom: () => void = () => {};
  /** Called when the connection ends without being closed: the other end has reset it, or nothing has answered. */
  onError: (why: Failure) => void = () => {};
  /** Bytes that wait for room in the send buffer. */
  readonly #waiting = new ByteQueue();
  /** Some bytes have had to wait, and `onRoom` has not been called since. */
  #lackedRoom = false;
  /** What has come while this end was not reading, and whether the other end has sent nothing more after that. */
  #unread: Uint8Array[] = [];
  #endIsUnread = false;
  #isReading = true;
  #wasOpen: boolean;
  #isClosing = false;
  /** Whether received bytes are kept for `received`. A server whose connections last for weeks should not keep them. */
  keepsReceived = true;
  readonly #heard = new ByteQueue();
  /** The received bytes as text, as far as the text has been requested, and the number of these bytes. */
  #text = '';
  #read = 0;
  readonly #pieces = new Utf8Pieces();

  constructor(private readonly end: ConnectionEnd) {
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
      ended: () => {
        this.#endIsUnread = true;
        this.#takeEnd();
      },
      failed: (why) => this.onError(why),
      drained: () => this.#goOn(),
    };
  }

  /** Address and port of the other end, such as `192.168.1.100:49153`. */
  get remote(): string {
    return placeText(this.end.remote);
  }

  /** Whether bytes can go either way. */
  get isOpen(): boolean {
    return this.end.state === 'open';
  }

  /** Whether it has ever been open, even if it is over now. */
  get wasOpen(): boolean {
    return this.#wasOpen;
  }

  /** All bytes received so far. */
  get receivedBytes(): Uint8Array {
    return this.#heard.waiting;
  }

  /** Everything received so far as text, without a last character that is still incomplete. */
  get received(): string {
    const bytes = this.receivedBytes;
    this.#text += this.#pieces.text(bytes.subarray(this.#read));
    this.#read = bytes.length;
    return this.#text;
  }

  /** Whether this end takes what comes. While it does not, the other end can send only until this end's window is full. */
  get isReading(): boolean {
    return this.#isReading;
  }

  set isReading(isReading: boolean) {
    this.#isReading = isReading;
    while (this.#isReading && this.#unread.length > 0) this.#take(this.#unread.shift() as Uint8Array);
    this.#takeEnd();
  }

  /** Number of bytes that wait for room in the send buffer. */
  get unsent(): number {
    return this.#waiting.length;
  }

  /** Sends a text, as UTF-8, or bytes, when there is room for them. Throws a TypeError for anything else. */
  send(content: string | Uint8Array): void {
    const bytes = contentBytes(content);
    if (this.#isClosing || this.end.isOver) return;
    this.#waiting.add(bytes);
    this.#goOn();
    this.#lackedRoom = this.#waiting.length > 0;
  }

  /** Sends what is still waiting, then nothing more. This end still receives. */
  finish(): void {
    this.#isClosing = true;
    this.#goOn();
  }

  /** Sends what is still waiting, then nothing more. `onData` and `onEnd` are no longer called. */
  close(): void {
    this.onData = this.onEnd = () => {};
    this.finish();
  }

  /** Ends the connection at once with a reset to the other end. */
  reset(): void {
    this.end.abort();
  }

  #take(bytes: Uint8Array): void {
    if (this.keepsReceived) this.#heard.add(bytes);
    this.end.taken(bytes.length);
    this.onData(bytes);
  }

  #takeEnd(): void {
    if (!this.#endIsUnread || !this.#isReading || this.#unread.length > 0) return;
    this.#endIsUnread = false;
    this.onEnd();
  }

  #goOn(): void {
    if (!this.isOpen) return;
    const size = Math.min(this.#waiting.length, this.end.room);
    if (size > 0) this.end.write(this.#waiting.take(size));
    if (this.#waiting.length > 0) return;
    if (this.#isClosing) this.end.finish();
    if (!this.#lackedRoom) return;
    this.#lackedRoom = false;
    this.onRoom();
  }
}

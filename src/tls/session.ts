/**
 * One end of a TLS 1.2 connection, which does what mbedtls does with MicroPython's configuration (`library/ssl_tls.c`): no renegotiation,
 * no resumption of sessions, no further extensions. It moves no bytes by itself: `records` has what has come and what is to be written.
 */
import { join, numberBytes } from './bytes.js';
import { shakeAsClient } from './client.js';
import { ALERT, ERR, TlsError, unexpected } from './errors.js';
import { recordPrice } from './prices.js';
import { MOST_OUT, RECORD, Records, type Work } from './records.js';
import { shakeAsServer } from './server.js';
import type { Settings, Surroundings } from './settings.js';
import type { Suite } from './suites.js';

/** A handshake message: its type, its content, and all of it. */
interface Message {
  readonly type: number;
  readonly body: Uint8Array;
  readonly whole: Uint8Array;
}

const MESSAGE_HEADER = 4;
const HELLO_REQUEST = 0;

/** The connection. */
export class Session {
  readonly records = new Records((bytes) => {
    if (this.suite !== null) this.around.spend(recordPrice(this.suite, bytes));
  });
  /** The suite that the two ends have agreed on; null before that. */
  suite: Suite | null = null;
  /** Reasons against the peer's certificate, bits of `FLAG`. */
  flags = 0;
  /** All handshake messages so far. */
  transcript: Uint8Array = new Uint8Array(0);
  #isOver = false;
  #shaking: Work<void> | null = null;
  #failure: unknown = null;
  /** Handshake bytes that have come and are not yet a whole message. */
  #pieces: Uint8Array = new Uint8Array(0);
  #kept: Message | null = null;
  /** Received data that has not been read. */
  #data: Uint8Array = new Uint8Array(0);

  constructor(
    readonly settings: Settings,
    readonly around: Surroundings,
    /** The name of the server for a client; null: not given. */
    readonly hostname: string | null = null,
  ) {}

  /** Whether the handshake is over. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Whether received data waits here. */
  get hasData(): boolean {
    return this.#data.length > 0;
  }

  /** Does the handshake, or what is left of it. Throws a TlsError; an alert for the peer may then be in the output. */
  *handshake(): Work<void> {
    while (!this.#isOver) {
      if (this.#failure !== null) throw this.#failure;
      this.#shaking ??= this.settings.isServer ? shakeAsServer(this) : shakeAsClient(this);
      try {
        const step = this.#shaking.next();
        if (!step.done) yield step.value;
        else this.#isOver = true;
      } catch (x) {
        this.#failure = x;
        if (x instanceof TlsError && x.alert !== null) this.records.putAlert(x.alert);
        throw x;
      }
    }
  }

  /** Reads data, after the handshake. Returns 0 at the end of the stream below. */
  *read(into: Uint8Array): Work<number> {
    yield* this.handshake();
    while (this.#data.length === 0) if (!(yield* this.#receive())) return 0;
    const taken = this.#data.subarray(0, into.length);
    into.set(taken);
    this.#data = this.#data.subarray(taken.length);
    return taken.length;
  }

  /** Writes data, at most what fits into a record, and returns how much. If a record waits to be written, it is taken for that of this data. */
  *write(data: Uint8Array): Work<number> {
    yield* this.handshake();
    const part = data.subarray(0, MOST_OUT);
    if (this.records.output.length > 0) yield* this.records.flush();
    else yield* this.records.write(RECORD.DATA, part);
    return part.length;
  }

  /** Sends a handshake message. */
  *send(type: number, ...body: readonly Uint8Array[]): Work<void> {
    const content = join(...body);
    const whole = join(Uint8Array.of(type), numberBytes(content.length, 3), content);
    this.transcript = join(this.transcript, whole);
    for (let at = 0; at < whole.length; at += MOST_OUT) yield* this.records.write(RECORD.HANDSHAKE, whole.subarray(at, at + MOST_OUT));
  }

  /** The next handshake message. */
  *message(): Work<Message> {
    const kept = this.#kept;
    this.#kept = null;
    if (kept !== null) return kept;
    for (;;) {
      const message = this.#wholeMessage();
      if (message !== null) {
        this.transcript = join(this.transcript, message.whole);
        return message;
      }
      const { type, content } = yield* this.records.next();
      if (type !== RECORD.HANDSHAKE) throw unexpected();
      this.#pieces = join(this.#pieces, content);
    }
  }

  /** The content of the next handshake message, which must be of this type. */
  *expect(type: number): Work<Uint8Array> {
    const message = yield* this.message();
    if (message.type !== type) throw unexpected();
    return message.body;
  }

  /** Keeps a message for the next call of `message`. */
  keep(message: Message): void {
    this.#kept = message;
  }

  /** Waits for the record after which the peer protects what it sends. */
  *changeCipherSpec(): Work<void> {
    const { type, content } = yield* this.records.next();
    if (type !== RECORD.CHANGE_CIPHER_SPEC) throw unexpected();
    if (content.length !== 1 || content[0] !== 1) throw new TlsError(ERR.SSL_INVALID_RECORD);
  }

  #wholeMessage(): Message | null {
    const pieces = this.#pieces;
    if (pieces.length < MESSAGE_HEADER) return null;
    const end = MESSAGE_HEADER + (((pieces[1] as number) << 16) | ((pieces[2] as number) << 8) | (pieces[3] as number));
    if (pieces.length < end) return null;
    this.#pieces = pieces.slice(end);
    const whole = pieces.slice(0, end);
    return { type: whole[0] as number, body: whole.subarray(MESSAGE_HEADER), whole };
  }

  /** Takes the next record after the handshake. Returns false at the end. */
  *#receive(): Work<boolean> {
    let record: { readonly type: number; readonly content: Uint8Array };
    try {
      record = yield* this.records.next();
    } catch (x) {
      if (x instanceof TlsError && x.code === ERR.SSL_CONN_EOF) return false;
      throw x;
    }
    if (record.type === RECORD.DATA) this.#data = record.content;
    else if (record.type !== RECORD.HANDSHAKE) throw new TlsError(ERR.SSL_UNEXPECTED_MESSAGE);
    else {
      // The peer wants another handshake.
      if (!this.settings.isServer && record.content[0] !== HELLO_REQUEST) throw new TlsError(ERR.SSL_UNEXPECTED_MESSAGE);
      this.records.putAlert(ALERT.NO_RENEGOTIATION);
      yield* this.records.flush();
    }
    return true;
  }
}

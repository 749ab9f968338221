/** Records of one connection (`library/ssl_msg.c`): what comes from the stream below, and what is to be written to it. */
import { ByteQueue } from '../byte-queue.js';
import { join, numberBytes } from './bytes.js';
import { ALERT, ERR, TlsError } from './errors.js';
import type { RecordCipher } from './record-cipher.js';

/** Types of records. */
export const RECORD = { CHANGE_CIPHER_SPEC: 20, ALERT: 21, HANDSHAKE: 22, DATA: 23 } as const;
/** Most bytes of content that a record has: those that come, and those that are written with MicroPython's configuration. */
const MOST_IN = 16_384;
/** See above. */
export const MOST_OUT = 4096;
/** Most bytes that protection adds: a vector, a MAC, padding. */
const MOST_OVERHEAD = 320;
const HEADER_BYTES = 5;
const VERSION = 0x0303;
const LEVEL = { WARNING: 1, FATAL: 2 } as const;

/**
 * Why work stops: bytes must come or go first, or it has taken time, which passes before it goes on. Whoever does the work looks after that
 * and resumes it; as long as it cannot be done, the work stops there again.
 */
export type Want = 'read' | 'write' | 'time';
/** Work that stops now and then. */
export type Work<T> = Generator<Want, T, void>;

/** A record that has come. */
interface Incoming {
  readonly type: number;
  readonly content: Uint8Array;
}

/** The records of both directions. */
export class Records {
  /** Bytes from below. `missing`: how many must come before the work that has stopped can go on. */
  readonly input = new ByteQueue();
  missing = 0;
  /** Nothing more comes from below. */
  isEnded = false;
  /** Bytes that are to be written below. */
  readonly output = new ByteQueue();
  opener: RecordCipher | null = null;
  protector: RecordCipher | null = null;

  constructor(private readonly spend: (bytes: number) => void) {}

  /** The next record that is not an alert. Throws a TlsError for alerts that end the connection. */
  *next(): Work<Incoming> {
    for (;;) {
      const record = yield* this.#record();
      if (record.type !== RECORD.ALERT) return record;
      if (record.content.length !== 2) throw new TlsError(ERR.SSL_INVALID_RECORD);
      const [level, alert] = record.content;
      if (level === LEVEL.FATAL) throw new TlsError(ERR.SSL_FATAL_ALERT_MESSAGE);
      if (level === LEVEL.WARNING && alert === ALERT.CLOSE_NOTIFY) throw new TlsError(ERR.SSL_PEER_CLOSE_NOTIFY);
    }
  }

  /** Writes content as one record. */
  *write(type: number, content: Uint8Array): Work<void> {
    this.put(type, content);
    yield* this.flush();
  }

  /** The same, without waiting until it is written. */
  put(type: number, content: Uint8Array): void {
    if (this.protector !== null) this.spend(content.length);
    const body = this.protector?.protect(type, content) ?? content;
    this.output.add(join(Uint8Array.of(type), numberBytes(VERSION, 2), numberBytes(body.length, 2), body));
  }

  /** The same for an alert. */
  putAlert(alert: number): void {
    const isWarning = alert === ALERT.CLOSE_NOTIFY || alert === ALERT.NO_RENEGOTIATION;
    this.put(RECORD.ALERT, Uint8Array.of(isWarning ? LEVEL.WARNING : LEVEL.FATAL, alert));
  }

  /** Waits until everything is written. */
  *flush(): Work<void> {
    while (this.output.length > 0) yield 'write';
  }

  *#record(): Work<Incoming> {
    yield* this.#fetch(HEADER_BYTES);
    const [type, major, minor, high, low] = this.input.waiting;
    const length = ((high as number) << 8) | (low as number);
    const isKnown = Object.values<number>(RECORD).includes(type as number);
    if (!isKnown || (((major as number) << 8) | (minor as number)) > VERSION || length === 0) throw new TlsError(ERR.SSL_INVALID_RECORD);
    if (length > MOST_IN + MOST_OVERHEAD) throw new TlsError(ERR.SSL_INVALID_RECORD);
    yield* this.#fetch(HEADER_BYTES + length);
    const body = this.input.take(HEADER_BYTES + length).subarray(HEADER_BYTES);
    if (this.opener !== null) this.spend(body.length);
    const content = this.opener?.open(type as number, body) ?? body;
    if (content.length > MOST_IN) throw new TlsError(ERR.SSL_INVALID_RECORD);
    return { type: type as number, content };
  }

  *#fetch(count: number): Work<void> {
    while (this.input.length < count) {
      if (this.isEnded) {
        this.isEnded = false; // The next read looks again.
        throw new TlsError(ERR.SSL_CONN_EOF);
      }
      this.missing = count - this.input.length;
      yield 'read';
    }
  }
}

/** A host's end of a connection with TLS around it: what the program on the host sends and receives is protected on its way. */

import { ALERT, ERR, TlsError } from '../tls/errors.js';
import { MOST_OUT, RECORD, type Work } from '../tls/records.js';
import { Session } from '../tls/session.js';
import type { Settings, Surroundings } from '../tls/settings.js';
import type { Place } from './address.js';
import type { ConnectionEnd } from './connection.js';
import type { EndEvents, TcpEnd } from './tcp-end.js';

/** Most bytes that the program may hand over at once. */
const ROOM = 16_384;
const DEAF: EndEvents = { opened() {}, received() {}, ended() {}, failed() {}, drained() {} };

/** The end. Its computing takes no time: a host is fast. */
export class SecuredEnd implements ConnectionEnd {
  events: EndEvents = DEAF;
  readonly #session: Session;
  readonly #handshake: Work<void>;
  readonly #into = new Uint8Array(ROOM);
  /** Received bytes that the program has not taken yet, in the form in which they came. */
  #untaken = 0;
  /** The program sends nothing more; the peer sends nothing more. */
  #isFinishing = false;
  #hasEnded = false;

  constructor(
    private readonly end: TcpEnd,
    settings: Settings,
    around: Surroundings,
  ) {
    this.#session = new Session(settings, around);
    this.#handshake = this.#session.handshake();
    const { records } = this.#session;
    end.events = {
      opened: () => this.#goOn(),
      received: (bytes) => {
        records.input.add(bytes);
        this.#untaken += bytes.length;
        this.#goOn();
      },
      ended: () => {
        records.isEnded = true;
        this.#goOn();
      },
      failed: (why) => this.events.failed(why),
      drained: () => this.#goOn(),
    };
  }

  get remote(): Place {
    return this.end.remote;
  }
  get state(): TcpEnd['state'] {
    return this.end.state === 'open' && !this.#session.isOver ? 'opening' : this.end.state;
  }
  get isOver(): boolean {
    return this.end.isOver;
  }
  get room(): number {
    return this.#session.isOver && this.#session.records.output.length === 0 ? ROOM : 0;
  }

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += MOST_OUT) this.#session.records.put(RECORD.DATA, bytes.subarray(at, at + MOST_OUT));
    this.#pump();
  }

  finish(): void {
    if (this.#isFinishing) return;
    this.#isFinishing = true;
    if (this.#session.isOver) this.#session.records.putAlert(ALERT.CLOSE_NOTIFY);
    this.#pump();
  }

  taken(): void {
    this.end.taken(this.#untaken);
    this.#untaken = 0;
  }

  abort(): void {
    this.end.abort();
  }

  /** Does what is possible now. */
  #goOn(): void {
    if (this.#hasEnded) this.#pump();
    else {
      try {
        this.#converse();
      } catch (x) {
        if (!(x instanceof TlsError)) throw x;
        this.#over(x.code === ERR.SSL_PEER_CLOSE_NOTIFY);
      }
    }
  }

  #converse(): void {
    if (!this.#session.isOver) {
      const isOver = this.#advance(this.#handshake) !== undefined;
      this.taken();
      if (!isOver) return;
      this.events.opened();
    }
    for (;;) {
      const read = this.#advance(this.#session.read(this.#into));
      if (read === undefined) break;
      if (read.value > 0) this.events.received(this.#into.slice(0, read.value));
      else {
        this.#over(true);
        return;
      }
    }
    if (this.#session.records.output.length === 0) this.events.drained();
  }

  /** Nothing more comes: the peer has said so, or something is wrong. */
  #over(isRegular: boolean): void {
    this.#hasEnded = true;
    if (isRegular) this.events.ended();
    else {
      this.#isFinishing = true;
      this.#pump();
      this.events.failed('aborted');
    }
  }

  /** Goes on with work; undefined if it needs bytes that have not come, or room that is not there. */
  #advance<T>(work: Work<T>): { readonly value: T } | undefined {
    for (;;) {
      const step = work.next();
      this.#pump();
      if (step.done) return { value: step.value };
      const { records } = this.#session;
      if (step.value === 'read' && !records.isEnded) return undefined;
      if (step.value === 'write' && records.output.length > 0) return undefined;
    }
  }

  /** Hands over what is to be sent, as far as there is room. */
  #pump(): void {
    const { output } = this.#session.records;
    const size = Math.min(output.length, this.end.room);
    if (size > 0) this.end.write(output.take(size));
    if (this.#isFinishing && output.length === 0) this.end.finish();
  }
}

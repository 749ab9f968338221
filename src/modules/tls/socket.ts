/** `SSLSocket`: one end of a TLS connection, around a stream (`extmod/modtls_mbedtls.c`). */
import type { CalendarTime } from '../../calendar.js';
import { EAGAIN } from '../../errno.js';
import type { Nanos, Steps, Wait } from '../../execution.js';
import { allocate, charge, release, tryAllocate } from '../../objects/charge.js';
import { raise } from '../../objects/exception.js';
import { None } from '../../objects/none.js';
import { loadAttribute } from '../../objects/protocol/attribute.js';
import { call } from '../../objects/protocol/call.js';
import { takeSteps } from '../../objects/steps.js';
import { duplexStreamOf, POLL, type Stream } from '../../objects/stream.js';
import { closeStream } from '../../objects/stream-methods.js';
import type { Hold, PyType } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';
import { ALERT, ERR, NotSimulated, TlsError } from '../../tls/errors.js';
import type { Want, Work } from '../../tls/records.js';
import { Session } from '../../tls/session.js';
import { VERIFY } from '../../tls/settings.js';
import { encodeUtf8 } from '../../utf8.js';
import type { TlsContext } from './context.js';
import { exceptionFor, handshakeException } from './raise.js';

/** Bytes of the object. */
const SOCKET_BYTES = 400;
/**
 * Bytes of mbedtls's buffers for records that come and go: a header of 13, the content, 320 for its protection, 8 for the allocator. And of
 * its structures for the handshake, an estimate.
 */
const SESSION_BYTES = [13 + 16_384 + 320 + 8, 13 + 4096 + 320 + 8, 2048] as const;
const ENOMEM_CODE = -0x7f00;
const LONGEST_NAME = 255;

/** What sockets need of their machine. */
export interface TlsParts {
  /** The chip's clock, which turns cycles into time. */
  readonly clock: { readonly kind: string; nanosOf(cycles: number): Nanos; busy(duration: Nanos): Wait };
  /** Waits for ticks. */
  readonly milliseconds: { sleep(ms: number): Wait };
  /** What the real-time clock shows. */
  calendar(): CalendarTime;
  fillRandom(bytes: Uint8Array): void;
  /** Objects that are closed when they become unreachable, and by a soft reset. */
  readonly finalisers: { add(object: TlsSocket): void; delete(object: TlsSocket): void };
}

/** What `wrap_socket` is given. */
interface WrapOptions {
  readonly serverSide: boolean;
  readonly hostname: string | null;
}

/** The connection as Python sees it. */
export class TlsSocket implements PyObject, Stream {
  readonly isText = false;
  readonly session: Session;
  readonly #stream: Stream;
  /** The stream below; null once this end is closed, or has failed in a handshake. */
  #below: Value | null;
  /** The direction that the protocol needs next, whatever the program wants to do. */
  #pollMask = 0;
  #lastError: TlsError | null = null;
  /** Cycles that have been used and not been waited for. */
  #due = 0;

  constructor(
    readonly type: PyType,
    private readonly parts: TlsParts,
    readonly context: TlsContext,
    below: Value,
    { serverSide, hostname }: WrapOptions,
  ) {
    this.#stream = duplexStreamOf(below);
    this.#below = below;
    allocate(SOCKET_BYTES);
    const spend = (cycles: number): void => {
      this.#due += cycles;
    };
    const around = { random: context.random, spend, now: () => dateText(parts.calendar()) };
    this.session = new Session(context, around, hostname);
    for (const [i, bytes] of SESSION_BYTES.entries()) {
      if (tryAllocate(bytes)) continue;
      for (const taken of SESSION_BYTES.slice(0, i)) release(taken);
      throw exceptionFor(ENOMEM_CODE);
    }
    if (hostname === null && context.verify === VERIFY.REQUIRED && !serverSide) {
      this.#free();
      throw raise.ValueError('CERT_REQUIRED requires server_hostname');
    }
    if (hostname !== null && encodeUtf8(hostname).length > LONGEST_NAME) {
      this.#free();
      throw exceptionFor(ERR.SSL_BAD_INPUT_DATA);
    }
  }

  /** For finalisers: whether closing it runs no Python code. */
  get isNative(): boolean {
    return !this.pollsInPython;
  }

  get pollsInPython(): boolean {
    return this.#stream.pollsInPython === true;
  }

  /**
   * What `wrap_socket` returns: the socket, once it has shaken hands if it is to do so at once. No program can reach it before, so only then is it
   * one that is closed when it becomes unreachable.
   */
  begin(shakesHands: boolean): Value {
    const deliver = (): Value => {
      this.parts.finalisers.add(this);
      return this;
    };
    return shakesHands ? takeSteps(this.#shaking(), deliver) : deliver();
  }

  *#shaking(): Steps<void> {
    const work = this.session.handshake();
    try {
      for (;;) {
        const outcome = yield* this.#drive(work);
        if (outcome === undefined) return;
        yield this.parts.milliseconds.sleep(1);
      }
    } catch (x) {
      if (!(x instanceof TlsError)) throw x;
      this.#free();
      throw handshakeException(x);
    }
  }

  *reading(into: Uint8Array): Steps<number> {
    try {
      return yield* this.#transfer(() => this.session.read(into), 'read');
    } catch (x) {
      if (!(x instanceof TlsError)) throw x;
      if (x.code === ERR.SSL_PEER_CLOSE_NOTIFY) return 0;
      throw this.#failed(x);
    }
  }

  *writing(bytes: Uint8Array): Steps<number> {
    try {
      return yield* this.#transfer(() => this.session.write(bytes), 'write');
    } catch (x) {
      throw x instanceof TlsError ? this.#failed(x) : x;
    }
  }

  /** Reads without waiting, for native code in which a thread cannot stop. */
  read(into: Uint8Array): number {
    return onTheSpot(this.reading(into));
  }

  /** Writes without waiting. */
  write(bytes: Uint8Array): number {
    return onTheSpot(this.writing(bytes));
  }

  poll(events: number): number {
    if (this.#below === null || this.#lastError !== null) return POLL.INVALID;
    const directions = events & (POLL.READ | POLL.WRITE);
    const isOtherWay = this.#pollMask !== 0 && directions !== 0;
    const asked = isOtherWay ? (events & ~directions) | this.#pollMask : events;
    const buffered = (asked & POLL.READ) !== 0 && this.session.hasData ? POLL.READ : 0;
    if (buffered !== 0 && asked === POLL.READ) return buffered;
    const found = buffered | (this.#stream.poll?.(asked) ?? 0);
    // What the protocol needs can be done: the program is told that it can do what it wants, so that the handshake goes on.
    return isOtherWay && (found & this.#pollMask) !== 0 ? found | directions : found;
  }

  close(): number {
    const below = this.#below;
    if (below === null) return 0;
    this.#free();
    closeStream(below);
    return 0;
  }

  setBlocking(isBlocking: Value): Value {
    return call(loadAttribute(this.#below ?? None, 'setblocking'), [isBlocking]);
  }

  /** Slot `references` of the type. */
  references(hold: Hold): number {
    hold(this.context);
    if (this.#below === null) return SOCKET_BYTES;
    hold(this.#below);
    return SOCKET_BYTES + SESSION_BYTES.reduce((sum, bytes) => sum + bytes, 0);
  }

  *#transfer(begin: () => Work<number>, direction: Want): Steps<number> {
    this.#pollMask = 0;
    if (this.#lastError !== null) throw this.#lastError;
    if (this.#below === null) throw new TlsError(ERR.SSL_BAD_INPUT_DATA);
    const outcome = yield* this.#drive(begin());
    if (typeof outcome === 'number') return outcome;
    if (outcome !== direction) this.#pollMask = outcome === 'read' ? POLL.READ : POLL.WRITE;
    return -EAGAIN;
  }

  /** Does work until it is done, or until bytes must come or go that cannot now. Returns its result, or what it wants. */
  *#drive<T>(work: Work<T>): Steps<T | Want> {
    try {
      for (;;) {
        const step = work.next();
        if (step.done) return step.value;
        if (step.value === 'time') yield* this.#pass();
        else {
          const answer = step.value === 'read' ? yield* this.#fill() : yield* this.#drain();
          if (answer === -EAGAIN) return step.value;
          if (answer < 0) throw new TlsError(answer);
        }
      }
    } catch (x) {
      if (x instanceof NotSimulated) throw raise.NotImplementedError('%s', x.message);
      if (x instanceof TlsError && x.alert !== null) yield* this.#drain(); // The peer is told if that is possible now.
      throw x;
    } finally {
      charge(this.#due);
      this.#due = 0;
    }
  }

  /** Lets the time of the cycles used pass. Interrupts are served meanwhile. */
  *#pass(): Steps<void> {
    const { clock } = this.parts;
    const cycles = this.#due;
    this.#due = 0;
    if (clock.kind === 'board' && cycles > 0) yield clock.busy(clock.nanosOf(cycles));
  }

  *#fill(): Steps<number> {
    const { records } = this.session;
    const stream = this.#stream;
    const into = new Uint8Array(records.missing);
    const answer = stream.reading === undefined ? yield* blocking(stream, into) : yield* stream.reading(into);
    if (answer === 0) records.isEnded = true;
    if (answer > 0) records.input.add(into.subarray(0, answer));
    return answer;
  }

  *#drain(): Steps<number> {
    const { output } = this.session.records;
    const stream = this.#stream;
    if (output.length === 0) return 0;
    const bytes = output.waiting.slice();
    const answer =
      stream.writing === undefined ? (stream.write as NonNullable<Stream['write']>).call(stream, bytes) : yield* stream.writing(bytes);
    if (answer > 0) output.take(answer);
    return answer === 0 ? -EAGAIN : answer;
  }

  /** Notes an error, and returns the exception for it. */
  #failed(error: TlsError): unknown {
    this.#lastError = error;
    if (this.session.isOver || error.code === ERR.SSL_CONN_EOF) return exceptionFor(error.code);
    if (error.code === ERR.SSL_NO_CLIENT_CERTIFICATE && this.#below !== null) {
      this.session.records.putAlert(ALERT.HANDSHAKE_FAILURE);
      onTheSpot(this.#drain());
    }
    this.#free();
    return handshakeException(error);
  }

  #free(): void {
    if (this.#below === null) return;
    this.#below = null;
    this.parts.finalisers.delete(this);
    for (const bytes of SESSION_BYTES) release(bytes);
  }
}

/** Reads a stream that says for what it waits. */
function* blocking(stream: Stream, into: Uint8Array): Steps<number> {
  for (;;) {
    const answer = (stream.read as NonNullable<Stream['read']>).call(stream, into);
    const wait = answer === -EAGAIN ? (stream.readWait?.() ?? null) : null;
    if (wait === null) return answer;
    yield wait;
  }
}

/** A date as certificates have it, such as `20260701120000`. */
const dateText = ({ year, month, day, hour, minute, second }: CalendarTime): string =>
  String(year) + [month, day, hour, minute, second].map((part) => String(part).padStart(2, '0')).join('');

/** The result of steps if they need not wait, or only for computing; else −EAGAIN. */
function onTheSpot(steps: Steps<number>): number {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (step.value.isBusy !== true) return -EAGAIN;
  }
}

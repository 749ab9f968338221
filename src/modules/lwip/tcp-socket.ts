/** The implementation behind the methods of a socket of the kind SOCK_STREAM (`extmod/modlwip.c`). */
import { EAGAIN, EALREADY, EBADF, ECONNRESET, EINPROGRESS, EINVAL, EISCONN, ENOTCONN, ETIMEDOUT } from '../../errno.js';
import type { Steps } from '../../execution.js';
import type { Place } from '../../net/address.js';
import type { Stack } from '../../net/stack.js';
import type { EndEvents, Failure, TcpEnd } from '../../net/tcp-end.js';
import type { TcpListener } from '../../net/tcp-listener.js';
import { POLL } from '../../objects/stream.js';
import { ERR, errnoOf } from './errors.js';
import { forTheMoment, type Ticks, untilHolds } from './waiting.js';

/** States, numbered as in the firmware. A negative state is an error of lwIP. */
export const STATE = { NEW: 0, LISTENING: 1, CONNECTING: 2, CONNECTED: 3, ACTIVE_UDP: 4, PEER_CLOSED: 5, RESET_HANDLED: 6 } as const;

/** Flags of `recv`. */
export const MSG = { PEEK: 1, DONT_WAIT: 2 } as const;

/** A connection that has not ended this many milliseconds after it was closed is given up (MICROPY_PY_LWIP_TCP_CLOSE_TIMEOUT_MS). */
const CLOSE_MS = 10_000;
/** A blocking write that finds no room waits until there is room for this many bytes. */
const LEAST_ROOM = 16;
/** The address of a segment's memory that `repr` shows. */
const SEGMENT_ADDRESS = 0x2001_8000;

/** One connection, or a port that accepts connections. Operations return a count, or a negative error number. */
export class TcpSocket implements EndEvents {
  state: number = STATE.NEW;
  /** Longest wait in milliseconds; null: no limit; 0: no wait. */
  timeout: number | null = null;
  /** Called when something has arrived: bytes, a connection, or the end of the stream. */
  onEvent: () => void = () => {};
  #end: TcpEnd | null;
  #listener: TcpListener | null = null;
  /** The received segments, and how many bytes of the first one have been read. */
  readonly #incoming: Uint8Array[] = [];
  #offset = 0;
  #peer: Place = { address: 0, port: 0 };

  constructor(
    readonly stack: Stack,
    private readonly clock: Ticks,
    end: TcpEnd,
  ) {
    this.#end = end;
    end.events = this;
  }

  /** True if the socket has neither been closed nor failed. */
  get isAlive(): boolean {
    return this.#end !== null || this.#listener !== null;
  }
  /** Its own port; 0 if it has none. */
  get port(): number {
    return (this.#listener ?? this.#end)?.local.port ?? 0;
  }
  /** The peer that `recvfrom` reports. An accepted socket does not know its peer. */
  get peer(): Place {
    return this.#peer;
  }
  /** The place that the socket is connected to. */
  get remote(): Place {
    return (this.#end as TcpEnd).remote;
  }

  set isReusable(isReusable: boolean) {
    if (this.#end !== null) this.#end.isReusable = isReusable;
  }
  set isEager(isEager: boolean) {
    if (this.#end !== null) this.#end.isEager = isEager;
  }

  bind(place: Place): number {
    if (this.#end === null || this.state !== STATE.NEW) return errnoOf(ERR.VAL);
    return this.stack.bind(this.#end, place) ? 0 : errnoOf(ERR.USE);
  }

  listen(backlog: number): number {
    // A socket that is connected or listening cannot listen.
    if (this.#end === null || this.state !== STATE.NEW) return errnoOf(ERR.CLSD);
    const listener = this.stack.listen(this.#end, backlog);
    if (listener === 'taken') return errnoOf(ERR.USE);
    if (listener === null) return errnoOf(ERR.MEM);
    this.#end = null;
    this.#listener = listener;
    listener.onArrival = () => this.onEvent();
    this.state = STATE.LISTENING;
    return 0;
  }

  /** Returns the next connection as a socket, or a negative error number. */
  *accepting(): Steps<TcpSocket | number> {
    const listener = this.#listener;
    if (listener === null) return this.#end === null ? -EBADF : -EINVAL;
    const hasWaiting = (): boolean => listener.hasWaiting || this.#listener === null;
    const limit = this.timeout === 0 ? 1 : this.timeout;
    yield* untilHolds(this.clock, hasWaiting, limit);
    let socket: TcpSocket | null = null;
    listener.accept((end) => {
      socket = new TcpSocket(this.stack, this.clock, end);
      return socket;
    });
    const accepted = socket as TcpSocket | null;
    if (accepted === null) return this.timeout === 0 ? -EAGAIN : -ETIMEDOUT;
    accepted.state = accepted.state === STATE.NEW ? STATE.CONNECTED : accepted.state;
    accepted.timeout = this.timeout;
    return accepted;
  }

  *connecting(place: Place): Steps<number> {
    if (this.#end === null) return -EBADF;
    if (this.state !== STATE.NEW) return this.state === STATE.CONNECTED ? -EISCONN : -EALREADY;
    this.state = STATE.CONNECTING;
    if (!this.stack.open(this.#end, place)) {
      this.state = STATE.NEW;
      return -errnoOf(ERR.RTE);
    }
    this.#peer = place;
    const isDecided = (): boolean => this.state !== STATE.CONNECTING;
    if (this.timeout === 0) yield* forTheMoment(this.clock, isDecided);
    else yield* untilHolds(this.clock, isDecided, this.timeout);
    if (this.state === STATE.CONNECTING) return this.timeout === 0 ? -EINPROGRESS : -ETIMEDOUT;
    return this.state < 0 ? -errnoOf(this.state) : 0;
  }

  /** How many bytes could be written now. */
  get room(): number {
    return this.#end?.room ?? 0;
  }

  *sending(bytes: Uint8Array): Steps<number> {
    if (this.state < 0) return -errnoOf(this.state);
    let room = this.state === STATE.CONNECTING ? 0 : this.room;
    if (room === 0) {
      if (this.timeout === 0) return -EAGAIN;
      const hasRoom = (): boolean => this.state !== STATE.CONNECTING && (this.state < STATE.CONNECTED || this.room >= LEAST_ROOM);
      if (!(yield* untilHolds(this.clock, hasRoom, this.timeout === null ? null : this.timeout + 1))) return -ETIMEDOUT;
      if (this.state < 0) return -errnoOf(this.state);
      room = this.room;
    }
    if (this.#end === null || !this.#end.isWritable) return -errnoOf(ERR.CONN);
    const taken = bytes.subarray(0, Math.min(room, bytes.length));
    this.#end.write(taken);
    return taken.length;
  }

  /** Fills an array with the rest of one segment. Waits for a segment as long as the timeout and the flags allow. */
  *receiving(into: Uint8Array, flags: number): Steps<number> {
    if (this.state === STATE.LISTENING) return -ENOTCONN;
    if (this.#incoming.length === 0) {
      const failure = this.#failure();
      if (failure !== null) return failure;
      if (this.timeout === 0 || (flags & MSG.DONT_WAIT) !== 0) return this.state >= STATE.PEER_CLOSED ? 0 : -EAGAIN;
      const isDecided = (): boolean => this.state !== STATE.CONNECTED || this.#incoming.length > 0;
      if (!(yield* untilHolds(this.clock, isDecided, this.timeout === null ? null : this.timeout + 1))) return -ETIMEDOUT;
      if (this.#incoming.length === 0) {
        if (this.state >= STATE.PEER_CLOSED) return 0;
        if (this.state !== STATE.CONNECTED) return this.state >= STATE.NEW ? -ENOTCONN : -errnoOf(this.state);
      }
    }
    return this.#take(into, (flags & MSG.PEEK) !== 0);
  }

  /** Like `receiving`, but without waiting. */
  receiveNow(into: Uint8Array): number {
    if (this.state === STATE.LISTENING) return -ENOTCONN;
    if (this.#incoming.length > 0) return this.#take(into, false);
    return this.#failure() ?? (this.state >= STATE.PEER_CLOSED ? 0 : -EAGAIN);
  }

  /** The error number for an operation on a closed or failed socket. Once reported, the socket counts as closed. */
  complaint(): number {
    const errno = errnoOf(this.state);
    this.state = ERR.BADF;
    return errno;
  }

  poll(events: number): number {
    return this.#readable(events) | this.#writable(events) | this.#faults(events);
  }

  close(): void {
    this.onEvent = () => {};
    this.#listener?.close();
    this.#end?.close(CLOSE_MS);
    this.#end = this.#listener = null;
    this.#incoming.length = 0;
    this.state = ERR.BADF;
  }

  describe(): string {
    const incoming = this.#incoming.length === 0 ? '0' : SEGMENT_ADDRESS.toString(16);
    return `incoming=${incoming} off=${this.#offset}`;
  }

  opened(): void {
    this.state = STATE.CONNECTED;
  }
  received(bytes: Uint8Array): void {
    this.#incoming.push(bytes);
    this.onEvent();
  }
  ended(): void {
    this.state = STATE.PEER_CLOSED;
    this.onEvent();
  }
  failed(why: Failure): void {
    this.state = why === 'reset' ? ERR.RST : ERR.ABRT;
    this.#end = null;
  }
  drained(): void {}

  /** The negative error number that reading reports, once; null if there is none. */
  #failure(): number | null {
    if (this.state >= 0) return null;
    const errno = errnoOf(this.state);
    this.state = errno === ECONNRESET ? STATE.RESET_HANDLED : ERR.BADF;
    return -errno;
  }

  #take(into: Uint8Array, isPeek: boolean): number {
    const segment = this.#incoming[0];
    const taken = segment.subarray(this.#offset, this.#offset + into.length);
    into.set(taken);
    if (isPeek) return taken.length;
    this.#offset += taken.length;
    if (this.#offset === segment.length) {
      this.#incoming.shift();
      this.#offset = 0;
    }
    this.#end?.taken(taken.length);
    return taken.length;
  }

  #readable(events: number): number {
    if ((events & POLL.READ) === 0) return 0;
    const isReadable =
      this.#listener?.hasWaiting ?? (this.#incoming.length > 0 || this.state === ERR.RST || this.state === STATE.RESET_HANDLED);
    return isReadable ? POLL.READ : 0;
  }

  #writable(events: number): number {
    return (events & POLL.WRITE) !== 0 && this.state !== STATE.CONNECTING && this.#end !== null && this.room > 0 ? POLL.WRITE : 0;
  }

  /** The events that follow from the state; errors and hang-ups are reported even if not asked for. */
  #faults(events: number): number {
    if (this.state === STATE.NEW) return POLL.HANG_UP;
    if (this.state === STATE.PEER_CLOSED) return events & (POLL.READ | POLL.WRITE);
    if (this.state === ERR.RST) return (events & POLL.WRITE) | POLL.ERROR | POLL.HANG_UP;
    if (this.state === STATE.RESET_HANDLED) return POLL.HANG_UP;
    if (this.state === ERR.BADF) return POLL.INVALID;
    return this.state < 0 ? POLL.ERROR : 0;
  }
}

/**
 * A port on which connections are accepted (lwIP's `tcp_listen_input`, MicroPython's `_lwip_tcp_accept`): those that are open wait until
 * somebody takes them. Where as many wait as may, the next is opened and reset.
 */
import type { Place } from './address.js';
import type { Interface } from './interface.js';
import type { Segment } from './packet.js';
import type { Stack } from './stack.js';
import type { EndEvents, TcpEnd } from './tcp-end.js';

/** A connection that nobody has taken yet, with what has come of it meanwhile. */
class Waiting implements EndEvents {
  readonly #news: ((events: EndEvents) => void)[] = [];

  constructor(
    readonly end: TcpEnd,
    private readonly listener: TcpListener,
  ) {
    end.events = this;
  }
  opened(): void {
    this.listener.opened(this);
  }
  received(bytes: Uint8Array): void {
    this.#news.push((events) => events.received(bytes));
  }
  ended(): void {
    this.#news.push((events) => events.ended());
  }
  failed(): void {
    this.listener.lost(this);
  }
  drained(): void {}

  /** Somebody takes it, and is told what has happened. */
  hand(events: EndEvents): TcpEnd {
    this.end.events = events;
    for (const tell of this.#news) tell(events);
    return this.end;
  }
}

export class TcpListener {
  /** Called when a connection is there to be accepted. */
  onArrival: () => void = () => {};
  /** Those that are open, and those that are being opened. */
  readonly #open: Waiting[] = [];
  readonly #opening = new Set<Waiting>();

  constructor(
    readonly stack: Stack,
    readonly local: Place,
    readonly isReusable: boolean,
    /** How many may wait. */
    private readonly backlog: number,
  ) {}

  get hasWaiting(): boolean {
    return this.#open.length > 0;
  }

  /** Somebody wants to connect. Where too many are at it, or there is no memory for one more, nobody answers. */
  open(wish: Segment, via: Interface): void {
    if (this.#opening.size >= this.backlog) return;
    const end = this.stack.makeEnd();
    if (end === null) return;
    end.isReusable = this.isReusable;
    this.#opening.add(new Waiting(end, this));
    end.answer(wish, via);
    this.stack.connect(end);
  }

  opened(waiting: Waiting): void {
    this.#opening.delete(waiting);
    if (this.#open.length >= this.backlog) waiting.end.abort();
    else {
      this.#open.push(waiting);
      this.onArrival();
    }
  }

  lost(waiting: Waiting): void {
    this.#opening.delete(waiting);
    const at = this.#open.indexOf(waiting);
    if (at >= 0) this.#open.splice(at, 1);
  }

  /** Takes the connection that has waited longest, null if none does. What has come of it already is told at once. */
  accept(makeEvents: (end: TcpEnd) => EndEvents): TcpEnd | null {
    const waiting = this.#open.shift();
    return waiting === undefined ? null : waiting.hand(makeEvents(waiting.end));
  }

  /** Accepts no longer; those that wait are reset. */
  close(): void {
    this.stack.forgetListener(this);
    for (const { end } of [...this.#open, ...this.#opening]) end.abort();
    this.#open.length = 0;
    this.#opening.clear();
  }
}

/**
 * A port on which connections are accepted (lwIP's `tcp_listen_input`, MicroPython's `_lwip_tcp_accept`): open connections wait until they are
 * accepted. If the highest number of them are waiting, the next one is opened and then reset.
 */
import type { Place } from './address.js';
import type { Interface } from './interface.js';
import type { Segment } from './packet.js';
import type { Stack } from './stack.js';
import type { EndEvents, TcpEnd } from './tcp-end.js';

/** A connection that has not been accepted yet, with its events so far. */
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

  /** Hands the connection over to `events`, which gets what has happened so far. */
  hand(events: EndEvents): TcpEnd {
    this.end.events = events;
    for (const tell of this.#news) tell(events);
    return this.end;
  }
}

export class TcpListener {
  /** Called when a connection can be accepted. */
  onArrival: () => void = () => {};
  /** The connections that are open, and those that are being opened. */
  readonly #open: Waiting[] = [];
  readonly #opening = new Set<Waiting>();

  constructor(
    readonly stack: Stack,
    readonly local: Place,
    readonly isReusable: boolean,
    /** How many connections may wait. */
    private readonly backlog: number,
  ) {}

  get hasWaiting(): boolean {
    return this.#open.length > 0;
  }

  /** Answers a request to connect. Ignores it if too many connections are being opened, or if there is no memory for one more. */
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

  /** Accepts the connection that has waited longest; null if none waits. Its new `EndEvents` get what has happened so far at once. */
  accept(makeEvents: (end: TcpEnd) => EndEvents): TcpEnd | null {
    const waiting = this.#open.shift();
    return waiting === undefined ? null : waiting.hand(makeEvents(waiting.end));
  }

  /** Stops accepting; waiting connections are reset. */
  close(): void {
    this.stack.forgetListener(this);
    for (const { end } of [...this.#open, ...this.#opening]) end.abort();
    this.#open.length = 0;
    this.#opening.clear();
  }
}

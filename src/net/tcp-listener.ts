/**
 * A port on which connections are accepted (lwIP's `tcp_listen_input`, MicroPython's `_lwip_tcp_accept`): open connections wait until they are
 * accepted. If the highest number of them are waiting, the next one is opened and then reset.
 */
import type { Place } from './address.js';
import type { Interface } from './interface.js';
import { refusal, type Segment } from './packet.js';
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

/** A request to connect that is not answered yet. Until it has been decided, the client repeats it in vain. */
export interface OpenRequest {
  readonly from: Place;
  /** Answers it. Returns this end of the connection, which opens when the client reacts; null if there is no memory for it. */
  accept(): TcpEnd | null;
  refuse(): void;
  /** Leaves it without an answer; the client may ask again. */
  ignore(): void;
}

export class TcpListener {
  /** Called when a connection can be accepted. */
  onArrival: () => void = () => {};
  /** Decides about each request to connect, now or later; null: all are answered, and their connections wait to be accepted. */
  decide: ((request: OpenRequest) => void) | null = null;
  /** The places from which requests have come that are not decided. */
  readonly #undecided = new Set<string>();
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

  /** Takes a request to connect. Ignores it if too many connections are being opened, or if there is no memory for one more. */
  open(wish: Segment, via: Interface): void {
    if (this.decide !== null) this.#ask(wish, via, this.decide);
    else if (this.#opening.size < this.backlog) {
      const end = this.#answer(wish, via);
      if (end !== null) this.#opening.add(new Waiting(end, this));
    }
  }

  #ask(wish: Segment, via: Interface, decide: (request: OpenRequest) => void): void {
    const { from } = wish;
    const place = `${from.address}:${from.port}`;
    if (this.#undecided.has(place)) return;
    this.#undecided.add(place);
    const decided = (): boolean => this.#undecided.delete(place);
    decide({
      from,
      accept: () => (decided() ? this.#answer(wish, via) : null),
      refuse: () => decided() && via.send(refusal(wish)),
      ignore: decided,
    });
  }

  #answer(wish: Segment, via: Interface): TcpEnd | null {
    const end = this.stack.makeEnd();
    if (end === null) return null;
    end.isReusable = this.isReusable;
    end.answer(wish, via);
    this.stack.connect(end);
    return end;
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

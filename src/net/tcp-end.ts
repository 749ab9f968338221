/**
 * One end of a TCP connection, as in lwIP (`src/core/tcp.c`, `tcp_in.c`, `tcp_out.c`): how it is opened, windows in both directions, Nagle's
 * algorithm, how it ends. Nothing gets lost on the way, so nothing is sent again except the request to connect; every segment is acknowledged
 * at once.
 */
import { ByteQueue } from '../byte-queue.js';
import { MILLISECOND } from '../execution.js';
import type { Alarm } from '../sim/alarms.js';
import { ANY, type Place } from './address.js';
import type { Interface } from './interface.js';
import type { Segment } from './packet.js';
import type { Stack } from './stack.js';

/** The events of an end. */
export interface EndEvents {
  /** The end is connected. */
  opened(): void;
  /** Bytes have come; `TcpEnd.taken` is to be called when there is room for others. */
  received(bytes: Uint8Array): void;
  /** Nothing more will come. */
  ended(): void;
  /** The connection is over: the other end has reset it, or this one has given up. */
  failed(why: Failure): void;
  /** There is more room for what is to be sent. */
  drained(): void;
}
export type Failure = 'reset' | 'aborted';

const DEAF: EndEvents = { opened() {}, received() {}, ended() {}, failed() {}, drained() {} };

/** The request to connect is sent again every three seconds, six times (LWIP_TCP_RTO_TIME, TCP_SYNMAXRTX; SYN_SENT has no back-off). */
const OPEN_AGAIN_MS = 3000;
const OPEN_TRIES = 6;
/** Half a second after the last attempt the slow timer gives up. */
const GIVE_UP_MS = 500;
/** How long a client whose request has been answered may take to react (TCP_SYN_RCVD_TIMEOUT). */
const ANSWERED_MS = 20_000;

type State = 'new' | 'opening' | 'answering' | 'open' | 'over';

const NOTHING = new Uint8Array(0);

export class TcpEnd {
  local: Place = { address: ANY, port: 0 };
  remote: Place = { address: ANY, port: 0 };
  events: EndEvents = DEAF;
  /** Another end may use the same port if it is reusable, too. */
  isReusable = false;
  /** Small pieces are sent at once, without Nagle's algorithm. */
  isEager = false;
  state: State = 'new';
  #interface: Interface | null = null;
  readonly #unsent = new ByteQueue();
  /** Number of bytes that have been sent, and that have been acknowledged. */
  #sent = 0;
  #acknowledged = 0;
  /** The byte up to which the other end is ready to receive, and the most bytes that can go into one segment. */
  #limit = 0;
  #most: number;
  /** Number of bytes that have come, number of those that have been taken, and the limit that the other end has been told. */
  #received = 0;
  #taken = 0;
  #promised = 0;
  /** State of the message that nothing more will be sent: due, sent, or known to the other end; null while more may be sent. */
  #end: 'due' | 'sent' | 'known' | null = null;
  /** The other end has finished sending. */
  #hasAll = false;
  /** The other end finished sending before this one did. */
  #isSecond = false;
  /** What comes is no longer wanted. */
  #isDeaf = false;
  #tries = 0;
  readonly #timer: Alarm;

  constructor(readonly stack: Stack) {
    this.#most = stack.limits.segment;
    this.#promised = stack.limits.window;
    this.#timer = stack.time.alarm(() => this.#late());
  }

  /** Number of bytes that can be handed over to be sent. */
  get room(): number {
    return this.stack.limits.sendBuffer - this.#unsent.length - (this.#sent - this.#acknowledged);
  }

  /** Whether bytes can be sent, now or when it is connected. */
  get isWritable(): boolean {
    return (this.state === 'opening' || this.state === 'answering' || this.state === 'open') && this.#end === null;
  }

  /** How much of what was to be sent the other end has not received: a number of bytes; the end counts as one. */
  get undelivered(): number {
    return this.#unsent.length + this.#sent - this.#acknowledged + Number(this.#end !== null && this.#end !== 'known');
  }

  /** Number of bytes that have come and have not been taken. */
  get untaken(): number {
    return this.#received - this.#taken;
  }

  /** Begins to connect. The local port must have been chosen. */
  open(remote: Place, via: Interface): void {
    this.remote = remote;
    this.local = { address: via.address, port: this.local.port };
    this.#interface = via;
    this.state = 'opening';
    this.#emit('open');
    this.#wait(OPEN_AGAIN_MS);
  }

  /** Answers a request to connect to a listener. */
  answer(wish: Segment, via: Interface): void {
    this.remote = wish.from;
    this.local = wish.to;
    this.#interface = via;
    this.state = 'answering';
    this.#learn(wish);
    this.#emit('answer');
    this.#wait(ANSWERED_MS);
  }

  /** Hands over bytes to be sent, for which there must be room; they are copied. */
  write(bytes: Uint8Array): void {
    this.#unsent.add(bytes);
    this.#flush();
  }

  /** Says that nothing more will be sent. */
  finish(): void {
    if (!this.isWritable) return;
    this.#end = 'due';
    this.#flush();
  }

  /** Says that `count` more of the received bytes have been taken, so that there is room for others. */
  taken(count: number): void {
    this.#taken += count;
    const { window, segment } = this.stack.limits;
    const growth = this.#received - this.#promised + this.#window;
    if (this.state === 'open' && growth >= Math.min(window / 4, 4 * segment)) this.#emit('carry');
  }

  /**
   * Closes the end; there are no more events. What is still to be sent is sent. If received bytes have not been taken, the connection is reset.
   * If it is not over after `patienceMs` milliseconds, it is given up.
   */
  close(patienceMs = Number.POSITIVE_INFINITY): void {
    this.events = DEAF;
    this.#isDeaf = true;
    if (this.state === 'new' || this.state === 'opening') this.#forget();
    else if (this.untaken > 0) this.abort();
    else if (this.state !== 'over') {
      this.finish();
      if (patienceMs < Number.POSITIVE_INFINITY) this.#wait(patienceMs);
    }
  }

  /** Ends the connection at once and tells the other end. */
  abort(): void {
    if (this.state === 'open' || this.state === 'answering') this.#emit('reset');
    this.#forget();
  }

  /** Forgets the connection without telling anyone. */
  drop(): void {
    this.events = DEAF;
    this.#forget();
  }

  /** Ends the connection because its address is no longer that of an interface. */
  orphan(): void {
    this.abort();
    this.events.failed('aborted');
  }

  /** Takes a segment that has arrived. */
  receive(segment: Segment): void {
    // If the other end asks to connect although it is connected, it has started over: it refuses segments of the old connection, and asks again.
    if (segment.step === 'reset' || (segment.step === 'open' && this.state === 'open')) this.#fail('reset');
    else this.#learn(segment);
    // A repeated request is not answered again: the answer is on its way.
    if (segment.step === 'carry' || segment.step === 'answer') this.#proceed(segment);
  }

  #proceed(segment: Segment): void {
    if (this.state === 'opening' || this.state === 'answering') {
      if (this.state === 'opening') this.#emit('carry');
      this.#timer.cancel();
      this.state = 'open';
      this.events.opened();
      if (this.isOver) return;
    }
    if (segment.bytes.length > 0 && this.#isDeaf) {
      this.abort();
      return;
    }
    this.#received += segment.bytes.length;
    if (segment.isLast) this.#hasAll = true;
    if (segment.bytes.length > 0 || segment.isLast) this.#emit('carry');
    if (segment.bytes.length > 0) this.events.received(segment.bytes);
    if (segment.isLast && !this.isOver) this.events.ended();
    this.#flush();
    this.#maybeOver();
  }

  get isOver(): boolean {
    return this.state === 'over';
  }

  /** Learns what a segment says about its sender. */
  #learn({ received, limit, most }: Segment): void {
    this.#most = Math.min(this.stack.limits.segment, most);
    this.#limit = Math.max(this.#limit, limit);
    const before = this.#acknowledged;
    this.#acknowledged = Math.min(received, this.#sent);
    if (received > this.#sent && this.#end === 'sent') this.#end = 'known';
    if (this.#acknowledged > before) this.events.drained();
  }

  /** Sends what may be sent now. */
  #flush(): void {
    if (this.state !== 'open') return;
    while (this.#unsent.length > 0) {
      const size = Math.min(this.#unsent.length, this.#most);
      const isSmall = size < this.#most && this.#sent > this.#acknowledged && !this.isEager && this.#end === null;
      if (isSmall || this.#sent + size > this.#limit) return;
      this.#sent += size;
      this.#emit('carry', { bytes: this.#unsent.take(size) });
    }
    if (this.#end !== 'due') return;
    this.#end = 'sent';
    this.#isSecond = this.#hasAll;
    this.#emit('carry', { isLast: true });
  }

  /** Room for bytes to come. */
  get #window(): number {
    return this.stack.limits.window - this.untaken;
  }

  #emit(step: Segment['step'], { bytes = NOTHING, isLast = false }: { bytes?: Uint8Array; isLast?: boolean } = {}): void {
    const { window, segment } = this.stack.limits;
    const limit = this.#received + this.#window;
    // The limit that is told grows in steps that are worth telling (`tcp_update_rcv_ann_wnd`).
    if (limit >= this.#promised + Math.min(window / 2, segment)) this.#promised = limit;
    this.#interface?.send({
      kind: 'tcp',
      from: this.local,
      to: this.remote,
      step,
      bytes,
      isLast,
      received: this.#received + Number(this.#hasAll),
      limit: this.#promised,
      most: segment,
    });
  }

  /** Ends the connection if both ends have finished; the end that finished first remembers it for a while. */
  #maybeOver(): void {
    if (this.state !== 'open' || this.#end !== 'known' || !this.#hasAll) return;
    this.#forget();
    if (!this.#isSecond) this.stack.remember(this);
  }

  #wait(ms: number): void {
    this.#timer.set(this.stack.time.now + ms * MILLISECOND);
  }

  /** Called when the answer to a request, the reaction to an answer, or the end of a closed connection takes too long. */
  #late(): void {
    if (this.state === 'open') this.abort();
    else if (this.state === 'answering' || this.#tries === OPEN_TRIES) this.#fail('aborted');
    else {
      this.#tries++;
      this.#emit('open');
      this.#wait(this.#tries === OPEN_TRIES ? GIVE_UP_MS : OPEN_AGAIN_MS);
    }
  }

  #fail(why: Failure): void {
    const { events } = this;
    this.#forget();
    events.failed(why);
  }

  #forget(): void {
    this.#timer.cancel();
    this.state = 'over';
    this.stack.forget(this);
  }
}

/**
 * A controller of bxCAN (RM0090 §32): three mailboxes, two FIFOs of three frames, filters, error counters.
 * In loopback mode the controller has a bus of its own. Not simulated: that the joined bus hears it in that mode, too; time stamps; its own sleep mode.
 */
import type { Nanos } from '../../execution.js';
import type { Clock } from '../../sim/clock.js';
import type { InterruptLine } from '../../sim/interrupts.js';
import { CanBus, type CanNode } from './bus.js';
import { CanFifo, type FifoEvent, type ReceivedFrame } from './fifo.js';
import type { CanFilters } from './filter.js';
import { type CanFrame, wins } from './frame.js';

/** How a controller runs. */
export interface CanSettings {
  readonly isLoopback: boolean;
  /** Listens only: the controller never acknowledges, and nobody else hears what it sends. */
  readonly isSilent: boolean;
  readonly bitTime: Nanos;
  readonly autoRestart: boolean;
}

/** A frame to be sent. */
export interface Mailbox {
  readonly number: number;
  readonly frame: CanFrame;
  state: 'pending' | 'cancelled' | 'sent' | 'failed';
}

/** States of error, the worst last. */
export enum CanState {
  STOPPED = 0,
  ERROR_ACTIVE = 1,
  ERROR_WARNING = 2,
  ERROR_PASSIVE = 3,
  BUS_OFF = 4,
}

/** The interrupt lines of one controller: for sent frames, for each FIFO, for errors. */
interface CanLines {
  readonly sent: InterruptLine;
  readonly fifos: readonly [InterruptLine, InterruptLine];
  readonly errors: InterruptLine;
}

/** Numbers of the mailboxes. */
const MAILBOXES = [0, 1, 2];
/** Priority that the firmware gives to all lines. */
const PRIORITY = 7;
/** Error counts from which the next worse state begins. */
const WARNING = 96;
const PASSIVE = 128;
const OFF = 256;
/** What an error in sending adds to the error count. */
const SENDING_ERROR = 8;

/** One controller. */
export class Can implements CanNode {
  /** Called in the interrupt of a FIFO. */
  onEvent: (fifo: number, event: FifoEvent) => void = () => {};
  /** Called in the interrupt when the state has become worse. */
  onError: (state: CanState) => void = () => {};
  /** Called in the interrupt when mailboxes have become free; null if the program does not want that interrupt. */
  onSent: (() => void) | null = null;
  sendErrors = 0;
  receiveErrors = 0;

  #settings: CanSettings | null = null;
  /** Those that are not free, in the order of their numbers. */
  #mailboxes: readonly Mailbox[] = [];
  /** The frame of this controller that is on the wire. */
  #onWire: CanFrame | null = null;
  #fifos = [new CanFifo(), new CanFifo()];
  #bus: CanBus;
  /** The bus that is used in loopback mode, and while the controller has joined no other. */
  readonly #own: CanBus;
  #joined: CanBus | null = null;
  #standsStill = false;

  constructor(
    readonly id: number,
    private readonly clock: Clock,
    private readonly lines: CanLines,
    readonly filters: CanFilters,
  ) {
    this.#own = new CanBus(clock);
    this.#bus = this.#own;
    for (const [n, line] of lines.fifos.entries()) line.connect(() => this.#fifos[n].serve((event) => this.onEvent(n, event)));
    lines.errors.connect(() => this.onError(this.state));
    lines.sent.connect(() => this.onSent?.());
  }

  /** Connects the controller to a bus, or disconnects it (null). */
  join(bus: CanBus | null): void {
    this.#joined = bus;
    this.#attach();
  }

  /**
   * Puts both controllers on one bus: that which one of them has joined, or a new one, which does not stand still with a chip. Throws a RangeError
   * if they have joined different ones, which may have further nodes.
   */
  share(other: Can): void {
    const bus = this.#joined ?? other.#joined ?? new CanBus(this.clock.world);
    if ((other.#joined ?? bus) !== bus)
      throw new RangeError('the controllers are on different buses already: join them first, then plug in what else is on the bus');
    for (const can of [this, other]) if (can.#joined === null) can.join(bus);
  }

  /** The bus that it has joined; if it has not joined any, a new one, which it joins. */
  get bus(): CanBus {
    const bus = this.#joined ?? new CanBus(this.clock.world);
    if (bus !== this.#joined) this.join(bus);
    return bus;
  }

  /** Starts with empty mailboxes and FIFOs. */
  start(settings: CanSettings): void {
    this.stop();
    this.#settings = settings;
    const { sent, fifos, errors } = this.lines;
    for (const line of [sent, ...fifos, errors]) line.priority = PRIORITY;
    this.#attach();
  }

  /** Forgets everything but the filters. */
  stop(): void {
    this.#bus.disconnect(this);
    this.#settings = null;
    this.#onWire = null;
    this.#mailboxes = [];
    this.#fifos = [new CanFifo(), new CanFifo()];
    this.sendErrors = this.receiveErrors = 0;
  }

  /** Leaves the bus-off state. */
  restart(): void {
    if (this.state === CanState.BUS_OFF) this.sendErrors = this.receiveErrors = 0;
    this.#bus.request();
  }

  /**
   * The chip stands still, or goes on. Meanwhile the controller neither hears nor acknowledges what is on the bus that it has joined, and a frame
   * that it is sending breaks off, to be repeated afterwards.
   */
  standStill(stands: boolean): void {
    this.#standsStill = stands;
    if (this.#settings === null || this.#bus === this.#own) return;
    if (stands) this.#bus.disconnect(this);
    else {
      if (this.#onWire !== null) this.#failed(this.#onWire);
      this.#attach();
    }
  }

  get isRunning(): boolean {
    return this.#settings !== null;
  }

  get settings(): CanSettings {
    if (this.#settings === null) throw new Error(`CAN ${this.id} does not run`);
    return this.#settings;
  }

  get state(): CanState {
    if (this.#settings === null) return CanState.STOPPED;
    const worst = Math.max(this.sendErrors, this.receiveErrors);
    if (this.sendErrors >= OFF) return CanState.BUS_OFF;
    return worst >= PASSIVE ? CanState.ERROR_PASSIVE : worst >= WARNING ? CanState.ERROR_WARNING : CanState.ERROR_ACTIVE;
  }

  /** Frames that have not been sent yet. */
  get pending(): number {
    return this.#mailboxes.length;
  }

  /** The same, but 0 if no other node could receive them. */
  get undelivered(): number {
    return this.#bus.isAlone(this) ? 0 : this.pending;
  }

  /** Puts a frame into the first free mailbox, or into the one with the number `wanted`; null if there is none, or it is not free. */
  send(frame: CanFrame, wanted: number | null = null): Mailbox | null {
    const number = MAILBOXES.find((each) => each === (wanted ?? each) && !this.#mailboxes.some((taken) => taken.number === each));
    if (number === undefined) return null;
    const mailbox: Mailbox = { number, frame, state: 'pending' };
    this.#mailboxes = [...this.#mailboxes, mailbox].sort((a, b) => a.number - b.number);
    this.#bus.request();
    return mailbox;
  }

  /** Cancels a frame. An attempt that is under way continues, but it is not repeated if it fails. */
  cancel(mailbox: Mailbox): void {
    if (mailbox.state !== 'pending') return;
    mailbox.state = 'cancelled';
    if (this.#onWire !== mailbox.frame) this.#free(mailbox, 'failed');
  }

  /** Frames in a FIFO. */
  held(fifo: number): number {
    return this.#fifos[fifo].frames.length;
  }

  /** Takes the oldest frame out of a FIFO; undefined if it is empty. */
  take(fifo: number): ReceivedFrame | undefined {
    return this.#fifos[fifo].frames.shift();
  }

  /** Lets events of a FIFO interrupt. PENDING is enabled only if `pending` is true; otherwise it stays as it is. */
  enableInterrupts(fifo: number, pending: boolean): void {
    this.#fifos[fifo].enable(pending);
    this.#raise(fifo);
  }

  disableInterrupts(fifo: number): void {
    this.#fifos[fifo].disable();
  }

  get bitTime(): Nanos {
    return this.settings.bitTime;
  }

  get acknowledges(): boolean {
    return !this.settings.isSilent;
  }

  get hearsItself(): boolean {
    return this.settings.isLoopback;
  }

  get isPassive(): boolean {
    return this.state === CanState.ERROR_PASSIVE;
  }

  /** The most urgent frame; of equally urgent ones, that in the mailbox with the lowest number (RM0090 §32.7.2), which may not be the oldest. */
  offer(): CanFrame | null {
    return this.state === CanState.BUS_OFF ? null : (this.#mostUrgent()?.frame ?? null);
  }

  begun(frame: CanFrame): void {
    this.#onWire = frame;
  }

  sent(frame: CanFrame): void {
    if (this.sendErrors > 0) this.sendErrors--;
    this.#onWire = null;
    const mailbox = this.#mailboxOf(frame);
    if (mailbox !== undefined) this.#free(mailbox, 'sent');
  }

  /** A passive node does not count this error. */
  unacknowledged(frame: CanFrame): void {
    const before = this.state;
    if (!this.isPassive) this.sendErrors += SENDING_ERROR;
    if (this.state > before) this.lines.errors.raise();
    this.#failed(frame);
  }

  receive(frame: CanFrame): void {
    if (this.receiveErrors > 0) this.receiveErrors--;
    const match = this.filters.match(this.id, frame);
    if (match === null) return;
    const data = frame.isRemote ? new Uint8Array(frame.data.length) : frame.data;
    this.#fifos[match.fifo].add({ frame: { ...frame, data }, filter: match.index });
    this.#raise(match.fifo);
  }

  #attach(): void {
    this.#bus.disconnect(this);
    if (this.#settings === null) return;
    this.#bus = this.#settings.isLoopback ? this.#own : (this.#joined ?? this.#own);
    if (!this.#standsStill || this.#bus === this.#own) this.#bus.connect(this);
  }

  /** A frame has not been sent; it is repeated unless it has been cancelled. */
  #failed(frame: CanFrame): void {
    this.#onWire = null;
    const mailbox = this.#mailboxOf(frame);
    if (mailbox?.state === 'cancelled') this.#free(mailbox, 'failed');
  }

  #mailboxOf(frame: CanFrame): Mailbox | undefined {
    return this.#mailboxes.find((mailbox) => mailbox.frame === frame);
  }

  #free(mailbox: Mailbox, state: 'sent' | 'failed'): void {
    mailbox.state = state;
    this.#mailboxes = this.#mailboxes.filter((other) => other !== mailbox);
    this.raiseSent();
  }

  /** Raises the interrupt for free mailboxes, if the program wants it. */
  raiseSent(): void {
    if (this.onSent !== null) this.lines.sent.raise();
  }

  #mostUrgent(): Mailbox | null {
    let best: Mailbox | null = null;
    for (const mailbox of this.#mailboxes) {
      if (mailbox.state === 'pending' && (best === null || wins(mailbox.frame, best.frame))) best = mailbox;
    }
    return best;
  }

  #raise(fifo: number): void {
    if (this.#fifos[fifo].wantsInterrupt) this.lines.fifos[fifo].raise();
  }
}

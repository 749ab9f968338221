/**
 * A timer (RM0090 §17 to §20): the counter, its overflow and its four channels. The counter is computed from the time when asked;
 * only what must interrupt or move a pin sets an alarm, at most one per overflow, each computed from exact cycles, so nothing drifts.
 * Not simulated: slave modes and triggers between timers, DMA, one-pulse mode, break inputs, dead time on the outputs, input filters;
 * compare values take effect at once.
 */
import type { Nanos } from '../execution.js';
import type { Clock } from '../sim/clock.js';
import type { InterruptLine } from '../sim/interrupts.js';
import { CycleCounter } from './cycle-counter.js';
import type { ClockTree } from './power.js';
import { type OutputMode, TimerChannel } from './timer-channel.js';

/** Which way the counter runs; in center mode up and down in turn. */
export type CountMode = 'up' | 'down' | 'center';

/** How the counter counts. */
export interface TimerSettings {
  readonly prescaler: number;
  readonly period: number;
  readonly mode: CountMode;
  /** Whether a new period waits for the next overflow. */
  readonly buffered: boolean;
}

/** What a timer is given: its interrupt line, the line of its channels (the same except on TIM1 and TIM8), its priority once set up. */
export interface TimerWiring {
  readonly clock: Clock;
  readonly tree: ClockTree;
  readonly line: InterruptLine;
  readonly channelLine: InterruptLine;
  /** Null: nobody sets one, the line keeps the priority it has after reset. */
  readonly priority: number | null;
}

export class Timer {
  /** Called when the counter has overflowed and its interrupt is enabled, in the interrupt. */
  onUpdate: () => void = () => {};
  /** The channels whose interrupts have an owner, in the order in which they are served. */
  owned: TimerChannel[] = [];
  /** Told when an enabled interrupt has no owner; it has then been disabled. Bit n is channel n. */
  onUnowned: (sources: number) => void = () => {};
  mode: CountMode = 'up';
  readonly channels: readonly TimerChannel[];

  /** Whether the peripheral has a clock; without one its registers ignore writes and read 0. */
  #isClocked = false;
  #isRunning = false;
  #buffered = false;
  readonly #active = { prescaler: 0, period: 0 };
  readonly #next = { prescaler: 0, period: 0 };
  /** In center mode: whether the counter runs down now. */
  #isFalling = false;
  /** While running: cycles since the present stretch between two updates began. */
  readonly #time = new CycleCounter();
  /** While not running: the same, standing still. */
  #held = 0;
  #hz = 0;
  #updateEnabled = false;
  #updateFlag = false;
  /** Two inputs turn the counter instead of the clock; which of them count. */
  #encoder: { readonly a: boolean; readonly b: boolean } | null = null;
  readonly #updateAlarm;

  constructor(
    readonly id: number,
    private readonly wiring: TimerWiring,
  ) {
    const { clock, tree, line, channelLine } = wiring;
    this.channels = [1, 2, 3, 4].map((n) => new TimerChannel(n, this));
    this.#updateAlarm = clock.alarm(() => this.#update());
    clock.onRebase((shift) => this.#time.shift(shift));
    tree.onChange(() => this.#changeClock());
    line.connect(() => this.#serve());
    if (channelLine !== line) channelLine.connect(() => this.#serve());
  }

  /** Largest value of counter and period. */
  get mask(): number {
    return this.id === 2 || this.id === 5 ? 0xffffffff : 0xffff;
  }

  /** Whether it has complementary outputs, dead time and a break input. */
  get isAdvanced(): boolean {
    return this.id === 1 || this.id === 8;
  }

  /** Frequency of the clock that it divides. */
  get sourceHz(): number {
    return this.wiring.tree.timerHz(this.id);
  }

  get clock(): Clock {
    return this.wiring.clock;
  }

  /** Sets the timer up; the counter begins anew. Does not start it. */
  configure(settings: TimerSettings): void {
    this.#isClocked = true;
    if (this.wiring.priority !== null) this.wiring.line.priority = this.wiring.channelLine.priority = this.wiring.priority;
    this.mode = settings.mode;
    this.#buffered = settings.buffered;
    Object.assign(this.#active, { prescaler: settings.prescaler & 0xffff, period: (settings.period & this.mask) >>> 0 });
    Object.assign(this.#next, this.#active);
    this.#isFalling = false;
    this.#encoder = null;
    this.#startAt(0);
    this.#changed();
  }

  /** Lets the counter run on. */
  start(): void {
    if (!this.#isClocked || this.#isRunning || this.#encoder !== null) return;
    this.#isRunning = true;
    this.#startAt(this.#held);
    this.#changed();
  }

  /** Stops counter and outputs; the count remains. */
  stop(): void {
    this.#held = this.#position;
    this.#isRunning = false;
    this.#buffered = false;
    this.#encoder = null;
    for (const channel of this.channels) channel.disable();
    this.#changed();
  }

  /** Stops everything, interrupts too. */
  deinit(): void {
    this.disableUpdateInterrupt();
    for (const channel of this.channels) channel.disableInterrupt();
    this.owned = [];
    this.stop();
  }

  /** After a reset: as `deinit`, and no clock, no settings. */
  reset(): void {
    this.deinit();
    this.#updateFlag = false;
    this.#isClocked = false;
    this.#held = 0;
    this.mode = 'up';
    Object.assign(this.#active, { prescaler: 0, period: 0 });
    Object.assign(this.#next, this.#active);
  }

  /** The counter register. */
  get counter(): number {
    if (!this.#isClocked) return 0;
    const count = Math.floor(this.#position / (this.#active.prescaler + 1));
    const isDown = this.mode === 'down' || (this.mode === 'center' && this.#isFalling);
    const value = isDown ? this.#active.period - count : count;
    return value < 0 ? value + this.mask + 1 : value;
  }

  /** Beyond the period the counter first runs to the end of its range, without an update. */
  set counter(value: number) {
    if (!this.#isClocked) return;
    const { prescaler, period } = this.#active;
    const masked = (value & this.mask) >>> 0;
    const isDown = this.mode === 'down' || (this.mode === 'center' && this.#isFalling);
    const count = masked > period ? masked - this.mask - 1 : isDown ? period - masked : masked;
    this.#startAt(count * (prescaler + 1));
    this.#changed();
  }

  /** The prescaler register; a new value is used from the next overflow on. */
  get prescaler(): number {
    return this.#next.prescaler;
  }

  set prescaler(value: number) {
    this.#setNext({ prescaler: value & 0xffff });
  }

  /** The auto-reload register; a new value is used from the next overflow on, or at once if the timer is not buffered. */
  get period(): number {
    return this.#next.period;
  }

  set period(value: number) {
    this.#setNext({ period: (value & this.mask) >>> 0 });
  }

  /** From now on every overflow interrupts. The counter is started; an overflow that has already happened does not count. */
  enableUpdateInterrupt(): void {
    if (!this.#isClocked) return;
    this.#updateFlag = false;
    this.#updateEnabled = true;
    this.start();
    this.#scheduleUpdate();
  }

  disableUpdateInterrupt(): void {
    this.#updateEnabled = false;
    this.#scheduleUpdate();
  }

  /** Channel `n`, 1 to 4. */
  channel(n: number): TimerChannel {
    return this.channels[n - 1];
  }

  /** Sets channel `n` up for PWM and starts the timer. */
  startPwm(n: number, pwm: { readonly inverted: boolean; readonly activeLow: boolean; readonly compare: number }): void {
    this.startOutput(n, pwm.inverted ? 'pwm-inverted' : 'pwm', pwm);
  }

  /** Sets channel `n` up for output and starts the timer. */
  startOutput(n: number, mode: OutputMode, { activeLow, compare }: { readonly activeLow: boolean; readonly compare: number }): void {
    this.channel(n).startOutput(mode, activeLow, (compare & this.mask) >>> 0);
    this.start();
  }

  /** The compare or capture register of channel `n`. */
  compare(n: number): number {
    return this.#isClocked ? this.channel(n).compare : 0;
  }

  setCompare(n: number, value: number): void {
    if (this.#isClocked) this.channel(n).setCompare((value & this.mask) >>> 0);
  }

  /** Channels 1 and 2 turn the counter from now on; `a`, `b`: on edges of which of them. */
  startEncoder(inputs: { readonly a: boolean; readonly b: boolean }): void {
    if (!this.#isClocked) return;
    this.#held = 0;
    this.#isRunning = false;
    this.#encoder = inputs;
    this.#changed();
  }

  /** For TimerChannel: an edge at the input of channel `n`. */
  inputEdge(n: number): void {
    if (this.#encoder === null || n > 2) return;
    if (!(n === 1 ? this.#encoder.a : this.#encoder.b)) return;
    const isSame = this.channel(1).inputLevel === this.channel(2).inputLevel;
    this.#turn(isSame === (n === 2) ? 1 : -1);
  }

  /** For TimerChannel: the moment at which the counter next takes a channel's compare value. Infinity if it never does. */
  nextMatch(compare: number): Nanos {
    const { prescaler, period } = this.#active;
    if (!this.#isRunning || compare > period || period === 0) return Number.POSITIVE_INFINITY;
    const position = this.#position;
    let match = (this.mode === 'up' ? compare : period - compare) * (prescaler + 1);
    // Center-aligned mode 1: channels interrupt while the counter runs down.
    if (this.mode === 'center' && !this.#isFalling) match += this.#length;
    if (match <= position) match += this.mode === 'center' ? 2 * this.#length : this.#length;
    return this.#time.momentOf(match);
  }

  /** For TimerChannel: asks for an interrupt on the channels' line. */
  raiseChannels(): void {
    this.wiring.channelLine.raise();
  }

  /** Cycles between two updates. */
  get #length(): number {
    const { prescaler, period } = this.#active;
    if (period === 0) return Number.POSITIVE_INFINITY;
    return (prescaler + 1) * (this.mode === 'center' ? period : period + 1);
  }

  /** Cycles since the last update, at this moment. */
  get #position(): number {
    if (!this.#isRunning) return this.#held;
    this.clock.settle(); // Alarms of moments that are past see the counter before it is moved on.
    this.#catchUp();
    return this.#time.at(this.clock.now);
  }

  /** Puts the origin at the last update before now; buffered registers take effect at each update. */
  #catchUp(): void {
    while (this.#isRunning) {
      const length = this.#length;
      const passed = Math.floor(this.#time.at(this.clock.now) / length);
      if (passed <= 0) return;
      const updates = this.#isWaitingForUpdate ? 1 : passed;
      this.#time.advance(updates * length);
      if (updates % 2 === 1) this.#isFalling = !this.#isFalling;
      Object.assign(this.#active, this.#next);
    }
  }

  get #isWaitingForUpdate(): boolean {
    return this.#active.prescaler !== this.#next.prescaler || this.#active.period !== this.#next.period;
  }

  /** Lets the present stretch have begun `position` cycles ago. */
  #startAt(position: number): void {
    this.#held = position;
    if (!this.#isRunning) return;
    this.#hz = this.sourceHz;
    this.#time.restart(this.clock.now, this.#hz);
    this.#time.advance(-position);
  }

  #setNext(change: Partial<{ prescaler: number; period: number }>): void {
    if (!this.#isClocked) return;
    const position = this.#position;
    Object.assign(this.#next, change);
    if (!this.#buffered && change.period !== undefined) this.#active.period = change.period;
    if (!this.#isRunning) Object.assign(this.#active, this.#next);
    this.#held = position;
    this.#changed();
  }

  /** The source clock has another frequency: the count goes on from where it is. */
  #changeClock(): void {
    if (!this.#isRunning || this.#hz === this.sourceHz) return;
    this.#startAt(this.#position);
    this.#changed();
  }

  #changed(): void {
    this.#scheduleUpdate();
    for (const channel of this.channels) channel.refresh();
  }

  /** While an overflow waits to be served further ones change nothing, and need no alarm. */
  #scheduleUpdate(): void {
    const matters = (this.#updateEnabled && !this.#updateFlag) || this.#isWaitingForUpdate;
    this.#catchUp();
    if (matters && this.#isRunning && this.#length !== Number.POSITIVE_INFINITY) this.#updateAlarm.set(this.#time.momentOf(this.#length));
    else this.#updateAlarm.cancel();
  }

  #update(): void {
    this.#catchUp();
    if (this.#updateEnabled) {
      this.#updateFlag = true;
      this.wiring.line.raise();
    }
    this.#changed();
  }

  #turn(step: 1 | -1): void {
    const { period } = this.#active;
    const count = this.#held / (this.#active.prescaler + 1) + step;
    const wrapped = count > period ? 0 : count < 0 ? period : count;
    this.#held = wrapped * (this.#active.prescaler + 1);
    if (wrapped !== count) this.#update();
  }

  #serve(): void {
    if (this.#updateEnabled && this.#updateFlag) {
      this.#updateFlag = false;
      this.#scheduleUpdate();
      this.onUpdate();
    }
    for (const channel of [...this.owned]) channel.serve();
    const unowned = this.channels.filter((channel) => channel.interruptEnabled && !this.owned.includes(channel));
    if (unowned.length === 0) return;
    for (const channel of unowned) channel.disableInterrupt();
    this.onUnowned(unowned.reduce((bits, channel) => bits | (1 << channel.number), 0));
  }
}

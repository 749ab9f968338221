/**
 * A timer (RM0090 §17 to §20): a time base, its overflow interrupt and four channels.
 * Only what must interrupt or move a pin sets an alarm, at most one per overflow.
 * Not simulated: slave modes and triggers between timers (an update triggers the DAC), DMA, one-pulse mode, break inputs, dead time on the outputs, input filters;
 * compare values take effect at once.
 */
import type { Nanos } from '../execution.js';
import type { Alarm } from '../sim/alarms.js';
import type { Clock } from '../sim/clock.js';
import type { InterruptLine } from '../sim/interrupts.js';
import type { ClockTree } from './power.js';
import { type CountMode, TimeBase, type TimerSettings } from './time-base.js';
import { type OutputMode, TimerChannel } from './timer-channel.js';

/** What a timer is given: its interrupt line, the line of its channels (the same except on TIM1 and TIM8), its priority once set up. */
interface TimerWiring {
  readonly clock: Clock;
  readonly tree: ClockTree;
  readonly line: InterruptLine;
  readonly channelLine: InterruptLine;
  /** Null: nobody sets one, the line keeps the priority it has after reset. */
  readonly priority: number | null;
}

/** A channel's output before it runs. */
interface OutputSettings {
  readonly activeLow: boolean;
  readonly compare: number;
}

export class Timer {
  /** Called when the counter has overflowed and its interrupt is enabled, in the interrupt. */
  onUpdate: () => void = () => {};
  /** The channels whose interrupts have an owner, in the order in which they are served. */
  owned: TimerChannel[] = [];
  /** Told when an enabled interrupt has no owner; it has then been disabled. Bit n is channel n. */
  onUnowned: (sources: number) => void = () => {};

  /** The four channels; empty until somebody first asks for one, as most timers of a board are never used. */
  #channels: readonly TimerChannel[] = [];
  readonly #base: TimeBase;
  /** Whether the peripheral has a clock; without one its registers ignore writes and read 0. */
  #isClocked = false;
  #updateEnabled = false;
  #updateFlag = false;
  /** Overflows that whoever polls the update flag has seen. */
  #seenOverflows = 0;
  /** Peripherals that every update triggers. */
  readonly #triggered = new Set<() => void>();
  /** Two inputs turn the counter instead of the clock; which of them count. */
  #encoder: { readonly a: boolean; readonly b: boolean } | null = null;
  readonly #updateAlarm: Alarm;

  constructor(
    readonly id: number,
    private readonly wiring: TimerWiring,
  ) {
    const { clock, tree, line, channelLine } = wiring;
    this.#base = new TimeBase(clock, this.mask, () => this.sourceHz);
    this.#updateAlarm = clock.alarm(() => this.#update());
    tree.onChange(() => {
      if (this.#base.changeClock()) this.#changed();
    });
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

  /** Whether the peripheral has a clock (RCC); taking it away stops everything. */
  get isClocked(): boolean {
    return this.#isClocked;
  }

  set isClocked(on: boolean) {
    if (!on) this.stop();
    this.#isClocked = on;
  }

  get isRunning(): boolean {
    return this.#base.isRunning;
  }

  /** Whether the counter has overflowed since the flag was last cleared, for whoever polls it. */
  get hasOverflowed(): boolean {
    this.#base.catchUp();
    return this.#base.overflows !== this.#seenOverflows;
  }

  /** Clears the flag that `hasOverflowed` shows. */
  clearOverflow(): void {
    this.#base.catchUp();
    this.#seenOverflows = this.#base.overflows;
  }

  /** The moment of the next overflow; Infinity if none will come. */
  get nextUpdate(): Nanos {
    return this.#base.nextOverflow();
  }

  /** Calls `action` at every update from now on, at its moment, as the trigger output does; until the function that is returned is called. */
  onTrigger(action: () => void): () => void {
    this.#triggered.add(action);
    this.#scheduleUpdate();
    return () => {
      this.#triggered.delete(action);
      this.#scheduleUpdate();
    };
  }

  get mode(): CountMode {
    return this.#base.mode;
  }

  /** Sets the timer up; the counter begins anew. Does not start it. */
  configure(settings: TimerSettings): void {
    this.#isClocked = true;
    const { priority } = this.wiring;
    if (priority !== null) this.priority = priority;
    this.#encoder = null;
    this.#base.configure({ ...settings, prescaler: settings.prescaler & 0xffff, period: this.#masked(settings.period) });
    this.#changed();
  }

  /** Lets the counter run on. */
  start(): void {
    if (!this.#isClocked || this.#base.isRunning || this.#encoder !== null) return;
    this.#base.start();
    this.#changed();
  }

  /** Gives its interrupts another priority. */
  set priority(priority: number) {
    this.wiring.line.priority = this.wiring.channelLine.priority = priority;
  }

  /** Stops the counter; the outputs stay as they are set up. */
  halt(): void {
    this.#base.stop();
    this.#changed();
  }

  /** Lets the counter begin anew, with the registers as they are. */
  restart(): void {
    if (!this.#isClocked) return;
    const { prescaler, period, mode } = this.#base;
    this.#base.configure({ prescaler, period, mode, buffered: true });
    this.#changed();
  }

  /** Stops counter and outputs; the count remains. */
  stop(): void {
    this.#base.stop();
    this.#encoder = null;
    for (const channel of this.#channels) channel.disable();
    this.#changed();
  }

  /** Stops everything, interrupts too. */
  deinit(): void {
    this.disableUpdateInterrupt();
    for (const channel of this.#channels) channel.disableInterrupt();
    this.owned = [];
    this.stop();
  }

  /** After a reset: as `deinit`, and no clock, no settings. */
  reset(): void {
    this.deinit();
    this.#updateFlag = false;
    this.#triggered.clear();
    this.#isClocked = false;
    this.#base.rewind();
    this.#base.configure({ prescaler: 0, period: 0, mode: 'up', buffered: false });
  }

  /** The counter register. Beyond the period a counter that counts up first runs to the end of its range, without an overflow. */
  get counter(): number {
    return this.#isClocked ? this.#base.counter : 0;
  }

  set counter(value: number) {
    if (!this.#isClocked) return;
    this.#base.counter = this.#masked(value);
    this.#changed();
  }

  /** The prescaler register; a new value is used from the next overflow on. */
  get prescaler(): number {
    return this.#base.prescaler;
  }

  set prescaler(value: number) {
    this.#setRegisters({ prescaler: value & 0xffff });
  }

  /** The auto-reload register; a new value is used from the next overflow on, or at once if the timer is not buffered. */
  get period(): number {
    return this.#base.period;
  }

  set period(value: number) {
    this.#setRegisters({ period: this.#masked(value) });
  }

  /** From now on every overflow interrupts. The counter is started; an overflow that has already happened does not count. */
  enableUpdateInterrupt(): void {
    if (!this.#isClocked) return;
    this.#updateFlag = false;
    this.#updateEnabled = true;
    this.start();
    this.#scheduleUpdate();
  }

  get updateInterruptEnabled(): boolean {
    return this.#updateEnabled;
  }

  disableUpdateInterrupt(): void {
    this.#updateEnabled = false;
    this.#scheduleUpdate();
  }

  /** Channel `n`, 1 to 4. */
  channel(n: number): TimerChannel {
    if (this.#channels.length === 0) this.#channels = [1, 2, 3, 4].map((each) => new TimerChannel(each, this));
    return this.#channels[n - 1];
  }

  /** Sets channel `n` up for output and starts the timer. */
  startOutput(n: number, mode: OutputMode, { activeLow, compare }: OutputSettings): void {
    this.channel(n).startOutput(mode, activeLow, this.#masked(compare));
    this.start();
  }

  /** The compare or capture register of channel `n`. */
  compare(n: number): number {
    return this.#isClocked ? this.channel(n).compare : 0;
  }

  setCompare(n: number, value: number): void {
    if (this.#isClocked) this.channel(n).setCompare(this.#masked(value));
  }

  /** Channels 1 and 2 turn the counter from now on; `a`, `b`: on edges of which of them. */
  startEncoder(inputs: { readonly a: boolean; readonly b: boolean }): void {
    if (!this.#isClocked) return;
    this.#base.rewind();
    this.#encoder = inputs;
    this.#changed();
  }

  /** For TimerChannel: an edge at the input of channel `n`. */
  inputEdge(n: number): void {
    if (this.#encoder === null || n > 2) return;
    if (!(n === 1 ? this.#encoder.a : this.#encoder.b)) return;
    const isSame = this.channel(1).inputLevel === this.channel(2).inputLevel;
    if (this.#base.count(isSame === (n === 2) ? 1 : -1)) this.#update();
  }

  /** For TimerChannel: the moment at which the counter next takes a channel's compare value; Infinity if it never does. */
  nextMatch(compare: number): Nanos {
    return this.#base.nextMatch(compare);
  }

  /** For TimerChannel: the moment at which a PWM output with that compare value next changes; Infinity if it never does. */
  nextCrossing(compare: number): Nanos {
    return this.#base.nextCrossing(compare);
  }

  /** For TimerChannel: whether the edges at the input of channel `n` turn the counter. */
  countsEdges(n: number): boolean {
    return this.#encoder !== null && n <= 2;
  }

  /** For TimerChannel: asks for an interrupt on the channels' line. */
  raiseChannels(): void {
    this.wiring.channelLine.raise();
  }

  #masked(value: number): number {
    return (value & this.mask) >>> 0;
  }

  #setRegisters(change: { prescaler?: number; period?: number }): void {
    if (!this.#isClocked) return;
    this.#base.setRegisters(change);
    this.#changed();
  }

  #changed(): void {
    this.#scheduleUpdate();
    for (const channel of this.#channels) channel.refresh();
  }

  /** While an overflow waits to be served further ones change nothing, and need no alarm. */
  #scheduleUpdate(): void {
    const matters = (this.#updateEnabled && !this.#updateFlag) || this.#base.isWaiting || this.#triggered.size > 0;
    const due = matters ? this.#base.nextOverflow() : Number.POSITIVE_INFINITY;
    if (due === Number.POSITIVE_INFINITY) this.#updateAlarm.cancel();
    else this.#updateAlarm.set(due);
  }

  #update(): void {
    this.#base.catchUp();
    if (this.#updateEnabled) {
      this.#updateFlag = true;
      this.wiring.line.raise();
    }
    this.#changed();
    for (const trigger of [...this.#triggered]) trigger();
  }

  #serve(): void {
    if (this.#updateEnabled && this.#updateFlag) {
      this.#updateFlag = false;
      this.clearOverflow();
      this.#scheduleUpdate();
      this.onUpdate();
    }
    for (const channel of [...this.owned]) channel.serve();
    const unowned = this.#channels.filter((channel) => channel.interruptEnabled && !this.owned.includes(channel));
    if (unowned.length === 0) return;
    for (const channel of unowned) channel.disableInterrupt();
    this.onUnowned(unowned.reduce((bits, channel) => bits | (1 << channel.number), 0));
  }
}

/**
 * A timer (RM0090 §17 to §20): a time base, its overflow interrupt and four channels.
 * Alarms are set only for what must interrupt or move a pin, at most one per overflow.
 * Not simulated: DMA, one-pulse mode, break inputs, dead time on the outputs, input filters.
 */
import type { Clock } from '../../sim/clock.js';
import type { OutputMode, TimerChannel } from './channel.js';
import { TimerChannels } from './channels.js';
import { type LinkedTimer, TimerLinks } from './links.js';
import { type CountMode, TimeBase, type TimerSettings } from './time-base.js';
import { type TimerUpdates, UpdateEvents } from './update.js';
import type { EncoderInputs, OutputSettings, TimerWiring } from './wiring.js';

export class Timer implements LinkedTimer {
  /** Called in the interrupt when the counter has overflowed and the update interrupt is enabled. */
  onUpdate: () => void = () => {};

  /** Whether an object of the program has it: only then the firmware switches it off in a soft reset (`timer_deinit`, `machine_pwm_deinit_all`). */
  isTaken = false;
  readonly #base: TimeBase;
  readonly channels: TimerChannels;
  /** Its links to other timers and to triggers. */
  readonly links: TimerLinks;
  /** Whether the peripheral has a clock; without one, its registers ignore writes and read 0. */
  #isClocked = false;
  /** Whether the counter is switched on; it may still be waiting for a trigger. */
  #isRunning = false;
  readonly #updates: UpdateEvents;

  constructor(
    readonly id: number,
    private readonly wiring: TimerWiring,
  ) {
    const { clock, tree, line, channelLine } = wiring;
    this.#base = new TimeBase(clock, this.mask, () => this.sourceHz);
    this.links = new TimerLinks(this, this.#base, (id) => wiring.timerAt(id).links);
    this.channels = new TimerChannels(id, { clock, base: this.#base, links: this.links, line: channelLine });
    this.#updates = new UpdateEvents(this.#base, clock, line, this);
    tree.onChange(() => {
      if (this.#base.changeClock()) this.retime();
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

  /** Frequency of the clock that the prescaler divides. */
  get sourceHz(): number {
    return this.wiring.tree.timerHz(this.id);
  }

  get clock(): Clock {
    return this.wiring.clock;
  }

  /** Whether the peripheral has a clock (RCC). Taking the clock away stops everything. */
  get isClocked(): boolean {
    return this.#isClocked;
  }

  set isClocked(on: boolean) {
    if (!on) this.stop();
    this.#isClocked = on;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  get updates(): TimerUpdates {
    return this.#updates;
  }

  get mode(): CountMode {
    return this.#base.mode;
  }

  /** Whether the counter runs down, or would if it ran. */
  get isFalling(): boolean {
    return this.#base.isFalling;
  }

  /**
   * Sets the timer up and resets its counter, without starting it. That is an update, which interrupts if updates do: the firmware's library
   * ends with UG (`TIM_Base_SetConfig` of `stm32f4xx_hal_tim.c`). It does not write to SMCR: an encoder stays one, and a slave a slave.
   */
  configure(settings: TimerSettings): void {
    this.#isClocked = true;
    const { priority } = this.wiring;
    if (priority !== null) this.priority = priority;
    this.#setUp(settings);
    this.update();
    this.links.tellRetimed();
    this.links.tellStepped();
  }

  /** Starts the counter, from where it is. */
  start(): void {
    if (!this.#isClocked || this.#isRunning) return;
    this.#isRunning = true;
    this.links.rewire();
  }

  /** Sets the priority of its interrupts. */
  set priority(priority: number) {
    this.wiring.line.priority = this.wiring.channelLine.priority = priority;
  }

  /** Stops the counter; the outputs stay as they have been set up. */
  halt(): void {
    this.#isRunning = false;
    this.links.rewire();
  }

  /** Gives it a clock and stops the counter, which will count up from where it is, with a buffered period (CR1 is ARPE). Outputs stay. */
  prepare(): void {
    this.#isClocked = true;
    this.#isRunning = false;
    this.#base.stop(true);
    this.retime();
  }

  /** Starts the counter again from its beginning, which is an update. */
  restart(): void {
    if (!this.#isClocked) return;
    this.#base.restart();
    this.update();
    this.links.tellStepped();
  }

  /** Stops counter and outputs. The count stays, and will be counted up from; so do the links that drive the counter. */
  stop(): void {
    this.#isRunning = false;
    this.#base.stop();
    this.channels.disable();
    this.retime();
  }

  /** Stops everything, interrupts included, and clears the way in which it counts (CR1 is 0). */
  deinit(): void {
    this.disableUpdateInterrupt();
    this.channels.disown();
    this.stop();
  }

  /** For a reset: does what `deinit` does, and takes clock and settings away. */
  reset(): void {
    this.deinit();
    this.#updates.reset();
    this.channels.reset();
    this.links.reset();
    this.#isClocked = false;
    this.#base.configure({ prescaler: 0, period: 0, mode: 'up', buffered: false });
  }

  /** The counter register. If it is set beyond the period, a counter that counts up first runs to the end of its range, without an overflow. */
  get counter(): number {
    return this.#isClocked ? this.#base.counter : 0;
  }

  set counter(value: number) {
    if (!this.#isClocked) return;
    this.#base.counter = this.#masked(value);
    this.retime();
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

  /** Whether a new period waits for the next overflow. Switching this off makes a waiting period take effect at once. */
  get isBuffered(): boolean {
    return this.#base.isBuffered;
  }

  set isBuffered(on: boolean) {
    if (on === this.#base.isBuffered) return;
    this.#base.isBuffered = on;
    this.retime();
  }

  /** Makes every overflow interrupt from now on, and starts the counter. An overflow that has already happened does not count. */
  enableUpdateInterrupt(): void {
    if (!this.#isClocked) return;
    this.#updates.enable();
    this.start();
    this.#updates.schedule();
  }

  disableUpdateInterrupt(): void {
    this.#updates.disable();
  }

  /** Channel `n`, 1 to 4. */
  channel(n: number): TimerChannel {
    return this.channels.at(n);
  }

  /** Sets up channel `n` for output and starts the timer. */
  startOutput(n: number, mode: OutputMode, { activeLow, compare }: OutputSettings): void {
    this.channel(n).startOutput(mode, activeLow, this.#masked(compare));
    this.#updates.schedule();
    this.start();
  }

  /** The compare or capture register of channel `n`. */
  compare(n: number): number {
    return this.#isClocked ? this.channel(n).compare : 0;
  }

  setCompare(n: number, value: number): void {
    if (!this.#isClocked) return;
    this.channel(n).setCompare(this.#masked(value));
    this.#updates.schedule();
  }

  /**
   * Lets channels 1 and 2 turn the counter, and capture. First the timer is set up anew, which is an update of which the program does not hear
   * (`HAL_TIM_Encoder_Init`).
   */
  startEncoder({ a, b, edge }: EncoderInputs, settings: TimerSettings): void {
    if (!this.#isClocked) return;
    const { isEnabled } = this.#updates;
    this.#updates.disable();
    this.#setUp(settings);
    this.#base.counter = 0;
    this.update();
    if (isEnabled) this.#updates.enable();
    this.links.tellStepped();
    for (const n of [1, 2]) this.channel(n).startCapture(edge);
    this.#isRunning = true;
    this.links.slave.startEncoder(Number(a) + 2 * Number(b));
  }

  /** Whether registers wait for the next update. */
  get isWaiting(): boolean {
    return this.#base.isWaiting || this.channels.isWaiting;
  }

  update(): void {
    this.#base.catchUp();
    this.#updates.happen();
    this.channels.updated();
    this.#refresh();
    this.#updates.trigger();
  }

  #setUp({ prescaler, period, mode, buffered }: TimerSettings): void {
    // Timers with less than three channels only count up, and the firmware does not ask them for more (IS_TIM_CC3_INSTANCE). In its library
    // for the F7, TIM_Base_SetConfig clears ARPE; that for the F4 leaves it as it is.
    this.#base.configure({
      prescaler: prescaler & 0xffff,
      period: this.#masked(period),
      mode: this.channels.count < 3 ? 'up' : mode,
      buffered: buffered ?? (this.wiring.family === 'F4' && this.isBuffered),
    });
  }

  #masked(value: number): number {
    return (value & this.mask) >>> 0;
  }

  #setRegisters(change: { prescaler?: number; period?: number }): void {
    if (!this.#isClocked) return;
    this.#base.setRegisters(change);
    this.retime();
  }

  retime(): void {
    this.#refresh();
    this.links.tellRetimed();
  }

  #refresh(): void {
    this.#updates.schedule();
    this.channels.refresh();
  }

  #serve(): void {
    if (this.#updates.take()) this.onUpdate();
    this.channels.serve();
  }
}

/**
 * What links a timer to other timers and to the pin of its external trigger: its slave mode controller, its trigger output (TRGO), ETR. Few
 * programs use these, so each is created at the first access.
 */
import type { Nanos } from '../../execution.js';
import type { Clock } from '../../sim/clock.js';
import type { Level } from '../pin/line.js';
import type { TimerChannels } from './channels.js';
import { ExternalTrigger } from './etr.js';
import { type MasterTimer, makeTimerSlave, type SlaveTimer, type TimerSlave } from './slave.js';
import type { TimeBase } from './time-base.js';
import { makeTriggerOutput, type TriggeringTimer, type TriggerOutput } from './trigger.js';

/** What the links see of their timer and do to it. */
export interface LinkedTimer extends SlaveTimer, TriggeringTimer {
  readonly clock: Clock;
  readonly channels: TimerChannels;
  /** An update happens now. */
  update(): void;
}

/** The links of one timer. */
export class TimerLinks implements MasterTimer {
  #slave: TimerSlave | null = null;
  #output: TriggerOutput | null = null;
  #externalTrigger: ExternalTrigger | null = null;

  /** `masterAt` returns the timer with a given number, to which internal triggers may lead. */
  constructor(
    private readonly timer: LinkedTimer,
    private readonly base: TimeBase,
    private readonly masterAt: (id: number) => MasterTimer,
  ) {}

  /** The slave mode controller; only for timers that have one (`hasSlaveMode`). */
  get slave(): TimerSlave {
    this.#slave ??= makeTimerSlave(this.timer, this, this.masterAt);
    return this.#slave;
  }

  /** The trigger output, TRGO. */
  get output(): TriggerOutput {
    this.#output ??= makeTriggerOutput(this.timer, this);
    return this.#output;
  }

  /** The pin of its external trigger. */
  get externalTrigger(): ExternalTrigger {
    this.#externalTrigger ??= new ExternalTrigger((level) => this.#slave?.externalEdge(level));
    return this.#externalTrigger;
  }

  /** Resets the links as a reset of the chip does. */
  reset(): void {
    if (this.#slave !== null) this.#slave.register = 0;
    this.#output?.reset();
  }

  /** Whether the moments of the timer's updates are known in advance. */
  get isTimed(): boolean {
    return this.#slave?.isTimed ?? true;
  }

  /** Whether an encoder turns the counter. */
  get isEncoder(): boolean {
    return this.#slave?.isEncoder ?? false;
  }

  /** The timer whose updates it counts; null if there is none. */
  get master(): MasterTimer | null {
    return this.#slave?.master ?? null;
  }

  /** Number of updates so far. */
  get updates(): number {
    this.base.catchUp();
    return this.base.overflows;
  }

  /** Returns the moment of the `n`-th update from now on; Infinity if there will be none. */
  momentOfUpdate(n: number): Nanos {
    return n < 1 ? this.timer.clock.now : this.base.nextOverflow(n);
  }

  /** Whether edges at the input of channel `n` affect the counter. */
  listensTo(n: number): boolean {
    return this.#slave?.listensTo(n) ?? false;
  }

  /** Called at an edge at the input of channel `n`. */
  inputEdge(n: number, level: Level): void {
    this.#slave?.inputEdge(n, level);
  }

  /**
   * Called when the counter has been switched on or off, or counts something else. First its count is computed from what it has counted so
   * far, and continues with what it counts from now on; then the counter is started or paused, so that it runs on the new source only. From
   * here on edges of the external trigger count. After all this its alarms are set, and last those of the timers that are computed from it
   * (`retime`).
   */
  rewire(): void {
    const slave = this.#slave;
    this.base.follow(slave?.train ?? null);
    if (this.timer.isRunning && (slave?.letsRun ?? true)) this.base.start();
    else this.base.pause();
    this.#externalTrigger?.watch(slave?.listensOutside ?? false);
    this.timer.retime();
  }

  /** Called when an encoder has been turned. */
  turn(step: 1 | -1): void {
    if (!this.timer.isRunning) return;
    if (this.base.count(step)) this.timer.update();
    this.timer.channels.pulsed();
  }

  /** Called when a pulse that the counter counts has arrived. */
  pulse(): void {
    if (!this.base.isRunning) return;
    const { overflows } = this.base;
    this.base.catchUp();
    if (this.base.overflows !== overflows) this.timer.update();
    this.timer.channels.pulsed();
  }

  /** Called when the timer's settings have changed. */
  tellRetimed(): void {
    this.#output?.retime();
  }

  /** Called when its counter has started again from its beginning. */
  tellStepped(): void {
    this.#output?.step();
  }

  /** Called when it may have changed whether its updates are known in advance. */
  tellRewired(): void {
    this.#output?.reselect();
  }
}

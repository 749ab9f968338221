/**
 * What joins a timer to other timers and to the pin of its external trigger: its slave mode controller, its trigger output (TRGO), ETR. Few
 * programs use them, so none of them is there until somebody first asks for it.
 */
import type { Nanos } from '../../execution.js';
import type { Clock } from '../../sim/clock.js';
import type { Level } from '../pin/line.js';
import type { TimerChannels } from './channels.js';
import { ExternalTrigger } from './etr.js';
import { type MasterTimer, makeTimerSlave, type SlaveTimer, type TimerSlave } from './slave.js';
import type { TimeBase } from './time-base.js';
import { makeTriggerOutput, type TriggeringTimer, type TriggerOutput } from './trigger.js';

/** What its links do to a timer, and see of it. */
export interface LinkedTimer extends SlaveTimer, TriggeringTimer {
  readonly clock: Clock;
  readonly channels: TimerChannels;
  /** There is an update now. */
  update(): void;
}

/** The links of one timer. */
export class TimerLinks implements MasterTimer {
  #slave: TimerSlave | null = null;
  #output: TriggerOutput | null = null;
  #externalTrigger: ExternalTrigger | null = null;

  /** `masterAt` answers the timer of a number, to which the internal triggers may lead. */
  constructor(
    private readonly timer: LinkedTimer,
    private readonly base: TimeBase,
    private readonly masterAt: (id: number) => MasterTimer,
  ) {}

  /** The slave mode controller, of timers that have one (`hasSlaveMode`). */
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

  /** As after a reset of the chip. */
  reset(): void {
    if (this.#slave !== null) this.#slave.register = 0;
    this.#output?.reset();
  }

  /** Whether the moments of the timer's updates are known beforehand. */
  get isTimed(): boolean {
    return this.#slave?.isTimed ?? true;
  }

  /** Whether an encoder turns the counter. */
  get isEncoder(): boolean {
    return this.#slave?.isEncoder ?? false;
  }

  /** Whose updates it counts; null: nobody's. */
  get master(): MasterTimer | null {
    return this.#slave?.master ?? null;
  }

  /** How many updates there have been. */
  get updates(): number {
    this.base.catchUp();
    return this.base.overflows;
  }

  /** The moment of the `n`-th update from now on; Infinity if there will be none. */
  momentOfUpdate(n: number): Nanos {
    return n < 1 ? this.timer.clock.now : this.base.nextOverflow(n);
  }

  /** Whether the edges at the input of channel `n` do something to the counter. */
  listensTo(n: number): boolean {
    return this.#slave?.listensTo(n) ?? false;
  }

  /** An edge at the input of channel `n`. */
  inputEdge(n: number, level: Level): void {
    this.#slave?.inputEdge(n, level);
  }

  /**
   * The counter has been switched on or off, or counts something else: it goes on as it may. First its count is taken by what it has counted
   * until now, and goes on by what it counts from now on; then it is let run or held, so that it runs by that alone. Edges of the external
   * trigger count from here on. When all that is so its alarms are set, and last those of the timers that are computed from it (`retime`).
   */
  rewire(): void {
    const slave = this.#slave;
    this.base.follow(slave?.train ?? null);
    if (this.timer.isRunning && (slave?.letsRun ?? true)) this.base.start();
    else this.base.pause();
    this.#externalTrigger?.watch(slave?.listensOutside ?? false);
    this.timer.retime();
  }

  /** An encoder has been turned. */
  turn(step: 1 | -1): void {
    if (!this.timer.isRunning) return;
    if (this.base.count(step)) this.timer.update();
    this.timer.channels.pulsed();
  }

  /** What the counter counts has come. */
  pulse(): void {
    if (!this.base.isRunning) return;
    const { overflows } = this.base;
    this.base.catchUp();
    if (this.base.overflows !== overflows) this.timer.update();
    this.timer.channels.pulsed();
  }

  /** The timer has been set otherwise. */
  tellRetimed(): void {
    this.#output?.retime();
  }

  /** Its counter has begun anew. */
  tellStepped(): void {
    this.#output?.step();
  }

  /** Whether its updates are known beforehand may be otherwise. */
  tellRewired(): void {
    this.#output?.reselect();
  }
}

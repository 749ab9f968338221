/** What joins a timer to others and to what is outside. Nothing of it is there until somebody asks for it, as few programs do. */
import type { Nanos } from '../execution.js';
import type { Level } from './line.js';
import type { TimeBase } from './time-base.js';
import type { Timer } from './timer.js';
import { ExternalTrigger } from './timer-etr.js';
import { makeTimerSlave, type TimerSlave } from './timer-slave.js';
import { makeTriggerOutput, type TriggerOutput } from './timer-trigger.js';

/** The links of one timer. */
export class TimerLinks {
  #slave: TimerSlave | null = null;
  #output: TriggerOutput | null = null;
  #externalTrigger: ExternalTrigger | null = null;

  /** `others` answers the timer of a number. */
  constructor(
    private readonly timer: Timer,
    private readonly base: TimeBase,
    private readonly others: (id: number) => Timer,
  ) {}

  /** What makes the timer do what others say; for timers that have that (`hasSlaveMode`). */
  get slave(): TimerSlave {
    this.#slave ??= makeTimerSlave(this.timer, this.others);
    return this.#slave;
  }

  /** What the timer tells others. */
  get output(): TriggerOutput {
    this.#output ??= makeTriggerOutput(this.timer);
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
  get isTurned(): boolean {
    return this.#slave?.isEncoder ?? false;
  }

  /** Whose updates it counts; null: nobody's. */
  get counted(): Timer | null {
    return this.#slave?.counted ?? null;
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

  /** The counter has been switched on or off, or counts something else: it goes on as it may. */
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
    this.timer.counted();
  }

  /** What the counter counts has come. */
  pulse(): void {
    if (!this.base.isRunning) return;
    const { overflows } = this.base;
    this.base.catchUp();
    if (this.base.overflows !== overflows) this.timer.update();
    this.timer.counted();
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

/**
 * The firmware's software timers: any number of them on the millisecond tick, served at the lowest priority
 * (`shared/runtime/softtimer.c`, `ports/stm32/softtimer.c`).
 */
import { type Alarm, AlarmQueue } from '../sim/alarms.js';
import type { Clock } from '../sim/clock.js';
import type { InterruptLine } from '../sim/interrupts.js';
import type { SysTick } from '../sim/systick.js';

/** One software timer. */
export interface SoftTimer {
  /** The tick at which it is due. */
  expiry: number;
  /** Called in the interrupt; returns after how many ticks, counted from `expiry`, the timer is due again. 0: not again. */
  fire(): number;
}

export class SoftTimers {
  /** The running timers, in ticks. Timers with equal expiries keep the order in which they were started; overdue ones keep their place. */
  readonly #queue = new AlarmQueue({ now: Number.NEGATIVE_INFINITY, shortenTo: () => {} });
  /** The running timers, with their places in the queue. */
  readonly #places = new Map<SoftTimer, Alarm>();
  readonly #alarm: Alarm;

  /** `line` is the interrupt in which timers are served, PendSV. */
  constructor(
    clock: Clock,
    private readonly systick: SysTick,
    private readonly line: InterruptLine,
  ) {
    this.#alarm = clock.alarm(() => line.raise());
    line.connect(() => this.#serve());
  }

  /** Starts or restarts `timer`: it is due after `ticks`, 1 or more. */
  start(timer: SoftTimer, ticks: number): void {
    this.#startAt(timer, this.systick.ticks + ticks);
    this.#arm();
  }

  stop(timer: SoftTimer): void {
    this.#places.get(timer)?.cancel();
    this.#places.delete(timer);
    this.#arm();
  }

  /** The running timers. */
  get running(): Iterable<SoftTimer> {
    return this.#places.keys();
  }

  /** Stops all timers. */
  clear(): void {
    for (const place of this.#places.values()) place.cancel();
    this.#places.clear();
    this.#arm();
    this.line.clear();
  }

  #startAt(timer: SoftTimer, expiry: number): void {
    let place = this.#places.get(timer);
    if (place === undefined) {
      place = this.#queue.create(() => this.#fire(timer));
      this.#places.set(timer, place);
    }
    timer.expiry = expiry;
    place.set(expiry);
  }

  #serve(): void {
    const now = this.systick.ticks;
    while (this.#queue.nextDue <= now) this.#queue.fireNext();
    this.#arm();
  }

  #fire(timer: SoftTimer): void {
    this.#places.delete(timer);
    const again = timer.fire();
    if (again !== 0 && !this.#places.has(timer)) this.#startAt(timer, timer.expiry + again);
  }

  #arm(): void {
    const { nextDue } = this.#queue;
    if (nextDue === Number.POSITIVE_INFINITY) this.#alarm.cancel();
    else this.#alarm.set(this.systick.expectedEdge(nextDue));
  }
}

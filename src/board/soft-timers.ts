/**
 * The firmware's software timers: any number of them on the millisecond tick, served at the lowest priority
 * (`shared/runtime/softtimer.c`, `ports/stm32/softtimer.c`).
 */
import type { Alarm } from '../sim/alarms.js';
import type { Clock } from '../sim/clock.js';
import type { InterruptLine } from '../sim/interrupts.js';
import type { SysTick } from '../sim/systick.js';

/** One software timer. */
export interface SoftTimer {
  /** The tick at which it is due. */
  expiry: number;
  /** Called in the interrupt; answers after how many ticks it is due again, counted from `expiry`. 0: not again. */
  fire(): number;
}

export class SoftTimers {
  /** By expiry; equal ones in the order in which they were started. */
  #queue: SoftTimer[] = [];
  readonly #alarm: Alarm;

  /** `line`: the interrupt in which timers are served, PendSV. */
  constructor(
    clock: Clock,
    private readonly systick: SysTick,
    private readonly line: InterruptLine,
  ) {
    this.#alarm = clock.alarm(() => line.raise());
    line.connect(() => this.#serve());
  }

  /** Starts `timer`, or starts it anew: it is due after `ticks`, 1 or more. */
  start(timer: SoftTimer, ticks: number): void {
    this.#remove(timer);
    timer.expiry = this.systick.ticks + ticks;
    this.#insert(timer);
    this.#arm();
  }

  stop(timer: SoftTimer): void {
    this.#remove(timer);
    this.#arm();
  }

  /** Those that are running, by expiry. */
  get running(): readonly SoftTimer[] {
    return this.#queue;
  }

  /** Stops all of them. */
  clear(): void {
    this.#queue = [];
    this.#arm();
    this.line.clear();
  }

  #serve(): void {
    const now = this.systick.ticks;
    while (this.#queue.length > 0 && this.#queue[0].expiry <= now) {
      const timer = this.#queue.shift() as SoftTimer;
      const again = timer.fire();
      if (again === 0 || this.#queue.includes(timer)) continue;
      timer.expiry += again;
      this.#insert(timer);
    }
    this.#arm();
  }

  #arm(): void {
    if (this.#queue.length === 0) this.#alarm.cancel();
    else this.#alarm.set(this.systick.expectedEdge(this.#queue[0].expiry));
  }

  #insert(timer: SoftTimer): void {
    const at = this.#queue.findIndex((other) => other.expiry > timer.expiry);
    this.#queue.splice(at < 0 ? this.#queue.length : at, 0, timer);
  }

  #remove(timer: SoftTimer): void {
    this.#queue = this.#queue.filter((other) => other !== timer);
  }
}

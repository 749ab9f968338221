/** The updates of a timer, as events: those that interrupt, trigger other peripherals, or let registers take effect. */
import type { Nanos } from '../../execution.js';
import type { Alarm } from '../../sim/alarms.js';
import type { Clock } from '../../sim/clock.js';
import type { InterruptLine } from '../../sim/interrupts.js';
import { setAlarm } from '../far-alarm.js';
import type { TimeBase } from './time-base.js';

/** What may be seen of a timer's updates. */
export interface TimerUpdates {
  /** Whether they interrupt. */
  readonly isEnabled: boolean;
  /** Whether there has been one since this was last cleared, for whoever polls the flag. */
  readonly hasHappened: boolean;
  /** Clears the flag that `hasHappened` shows. */
  clear(): void;
  /** The moment of the next; Infinity if none will come. */
  readonly next: Nanos;
  /** Calls `action` at every update from now on, at its moment, as the trigger output does; until the function that is returned is called. */
  onEach(action: () => void): () => void;
}

/** The updates of one timer; at most one alarm is set for them. */
export class UpdateEvents implements TimerUpdates {
  #isEnabled = false;
  /** Whether one waits to be served in the interrupt. */
  #flag = false;
  /** How many whoever polls has seen. */
  #seen = 0;
  /** Peripherals that every update triggers. */
  readonly #triggered = new Set<() => void>();
  readonly #alarm: Alarm;
  /** Whether the update is further away than that alarm. */
  #isFar = false;

  /** `due` is called at an update that has been foretold, and is to call `happen`. */
  constructor(
    private readonly base: TimeBase,
    private readonly clock: Clock,
    private readonly line: InterruptLine,
    due: () => void,
  ) {
    this.#alarm = clock.alarm(() => (this.#isFar ? this.schedule() : due()));
  }

  get isEnabled(): boolean {
    return this.#isEnabled;
  }

  get hasHappened(): boolean {
    this.base.catchUp();
    return this.base.overflows !== this.#seen;
  }

  clear(): void {
    this.base.catchUp();
    this.#seen = this.base.overflows;
  }

  get next(): Nanos {
    return this.base.nextOverflow();
  }

  /** They interrupt from now on; one that has already happened does not count. */
  enable(): void {
    this.#flag = false;
    this.#isEnabled = true;
  }

  /** They interrupt no longer. */
  disable(): void {
    this.#isEnabled = false;
    this.schedule();
  }

  /** As after a reset of the chip. */
  reset(): void {
    this.#flag = false;
    this.#triggered.clear();
  }

  onEach(action: () => void): () => void {
    this.#triggered.add(action);
    this.schedule();
    return () => {
      this.#triggered.delete(action);
      this.schedule();
    };
  }

  /** While an update waits to be served further ones change nothing, and need no alarm. */
  schedule(): void {
    const matters = (this.#isEnabled && !this.#flag) || this.base.isWaiting || this.#triggered.size > 0;
    const { now } = this.clock;
    if (!matters) this.#alarm.cancel();
    // One that is due now fires, whatever else happens at this moment.
    else if (this.#alarm.due > now) this.#isFar = setAlarm(this.#alarm, now, this.base.nextOverflow());
  }

  /** There is one now. */
  happen(): void {
    if (this.#isEnabled) {
      this.#flag = true;
      this.line.raise();
    }
  }

  /** Tells the peripherals of it. */
  trigger(): void {
    for (const action of [...this.#triggered]) action();
  }

  /** In the interrupt: whether it is for an update, which has been served with that. Its flag is cleared. */
  take(): boolean {
    if (!this.#isEnabled || !this.#flag) return false;
    this.#flag = false;
    this.clear();
    this.schedule();
    return true;
  }
}

/** The updates of a timer, as events: those that interrupt, trigger other peripherals, or let registers take effect. */
import type { Alarm } from '../sim/alarms.js';
import type { Clock } from '../sim/clock.js';
import type { InterruptLine } from '../sim/interrupts.js';
import { setAlarm } from './far-alarm.js';
import type { TimeBase } from './time-base.js';

/** The updates of one timer; at most one alarm is set for them. */
export class UpdateEvents {
  #isEnabled = false;
  #flag = false;
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

  /** Whether they interrupt. */
  get isEnabled(): boolean {
    return this.#isEnabled;
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

  /** Calls `action` at every update, at its moment, until the function that is returned is called. */
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

  /** In the interrupt: whether it is for an update, which has been served with that. */
  take(): boolean {
    if (!this.#isEnabled || !this.#flag) return false;
    this.#flag = false;
    return true;
  }
}

/** The updates of a timer, as events: those that interrupt, trigger other peripherals, or let registers take effect. */
import type { Nanos } from '../../execution.js';
import type { Alarm } from '../../sim/alarms.js';
import type { Clock } from '../../sim/clock.js';
import type { InterruptLine } from '../../sim/interrupts.js';
import { setAlarm } from '../far-alarm.js';
import type { TimeBase } from './time-base.js';

/** The updates of a timer as seen from outside. */
export interface TimerUpdates {
  /** Whether they interrupt. */
  readonly isEnabled: boolean;
  /** Whether there has been an update since `clear` was last called; for programs that poll the flag. */
  readonly hasHappened: boolean;
  /** Clears the flag that `hasHappened` shows. */
  clear(): void;
  /** Makes updates interrupt from now on; if `hasHappened`, at once. */
  allow(): void;
  /** The moment of the next update; Infinity if none will come. */
  readonly next: Nanos;
  /** Calls `action` at every update from now on, at its moment, as the trigger output needs it; calling the returned function ends this. */
  onEach(action: () => void): () => void;
}

/** What the updates see of their timer and do to it. */
interface UpdatedTimer {
  /** Whether registers of the timer wait for the next update. */
  readonly isWaiting: boolean;
  /** Called at a predicted update; must call `happen`. */
  update(): void;
}

/** The updates of one timer; at most one alarm is set for them. */
export class UpdateEvents implements TimerUpdates {
  #isEnabled = false;
  /** Whether an update waits to be served in the interrupt. */
  #flag = false;
  /** Number of updates up to the last `clear`. */
  #seen = 0;
  /** Actions of peripherals that every update triggers. */
  readonly #triggered = new Set<() => void>();
  readonly #alarm: Alarm;
  /** Whether the update is too far away for that alarm, which then only sets itself again. */
  #isFar = false;

  constructor(
    private readonly base: TimeBase,
    private readonly clock: Clock,
    private readonly line: InterruptLine,
    private readonly timer: UpdatedTimer,
  ) {
    this.#alarm = clock.alarm(() => (this.#isFar ? this.schedule() : timer.update()));
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

  /** Makes updates interrupt from now on; one that has already happened does not count. */
  enable(): void {
    this.clear();
    this.#flag = false;
    this.#isEnabled = true;
  }

  allow(): void {
    this.#isEnabled = true;
    if (this.hasHappened) this.happen();
    this.schedule();
  }

  /** Makes updates interrupt no longer. */
  disable(): void {
    this.#isEnabled = false;
    this.schedule();
  }

  /** Resets the state as a reset of the chip does. */
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

  /** Sets the alarm. While an update waits to be served, further ones change nothing and need no alarm. */
  schedule(): void {
    const matters = (this.#isEnabled && !this.#flag) || this.timer.isWaiting || this.#triggered.size > 0;
    const { now } = this.clock;
    if (!matters) this.#alarm.cancel();
    // An alarm that is due now fires, whatever else happens at this moment.
    else if (this.#alarm.due > now) this.#isFar = setAlarm(this.#alarm, now, this.base.nextOverflow());
  }

  /** Called when an update happens. */
  happen(): void {
    if (this.#isEnabled) {
      this.#flag = true;
      this.line.raise();
    }
  }

  /** Triggers the peripherals. */
  trigger(): void {
    for (const action of [...this.#triggered]) action();
  }

  /** Runs in the interrupt. Returns whether it is for an update, which then counts as served; its flag is cleared. */
  take(): boolean {
    if (!this.#isEnabled || !this.#flag) return false;
    this.#flag = false;
    this.clear();
    this.schedule();
    return true;
  }
}

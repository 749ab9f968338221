/**
 * The time of everything that does not stand still with the chip (`board/stop-mode.ts`): devices, wires from other boards, the real-time
 * clock, the host. While the chip runs, it is the same as the chip's time.
 */
import type { Nanos } from '../execution.js';
import type { Alarm, AlarmQueue } from './alarms.js';
import type { Clock } from './clock.js';
import { type Epochs, Moment } from './moment.js';

/** The world's view of a clock: `Clock.world`. Its moments are the clock's. */
export class WorldTime implements Epochs {
  readonly #listeners: (() => void)[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly alarms: AlarmQueue,
  ) {}

  /** The present moment. */
  get now(): Nanos {
    return this.clock.now;
  }

  /** Nanoseconds between reset and moment 0. */
  get epoch(): bigint {
    return this.clock.epoch;
  }

  /** How often the epoch has moved: with the clock's, and while the chip stood still. */
  get rebases(): number {
    return this.clock.rebases + this.clock.standstills;
  }

  /** Calls `listener` whenever the numbers of moments have changed. For parts that live as long as the clock. */
  onShift(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Called by the clock. */
  tellShift(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Nanoseconds since reset. */
  elapsed(): bigint {
    return this.clock.elapsed();
  }

  /** Makes an alarm, not yet set, that will run `action` even while the chip stands still. An action never moves the clock. */
  alarm(action: () => void): Alarm {
    return this.alarms.createForWorld(action);
  }

  /** When the next of these alarms fires; Infinity if none is set. */
  get nextDue(): Nanos {
    return this.alarms.nextWorldDue;
  }

  /** Remembers a moment, the present one by default. */
  moment(at: Nanos = this.now): Moment {
    return new Moment(this, at);
  }

  /** Makes a moment from nanoseconds since reset, however far away. */
  momentOf(elapsed: bigint): Moment {
    return new Moment(this, 0, elapsed);
  }
}

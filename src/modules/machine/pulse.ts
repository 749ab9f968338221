/** `machine.time_pulse_us` (`extmod/machine_pulse.c`): how long a pin stays at a level. */
import { MICROSECOND, type Nanos, type Steps, type Wait } from '../../execution.js';
import { arg, fn } from '../../objects/declare.js';
import { anything, int, truth } from '../../objects/kinds.js';
import { takeSteps } from '../../objects/steps.js';
import type { Clock } from '../../sim/clock.js';
import type { Moment } from '../../sim/moment.js';
import type { Pins } from '../pyb/pin.js';

/** How long one look at a pin and the time takes. */
const NANOS_PER_LOOK = 500;

/** A level to look at. */
interface Level {
  read(): number;
  /** True if only events change the level, so that looks between events can be left out. */
  readonly isSteady: boolean;
}

/** Watches for a pulse by looking at a level every NANOS_PER_LOOK. As a Wait it lasts until the next look that matters. */
class Watch implements Wait {
  readonly isBusy = true;
  /** When the current stretch began, when the last look was, and when the next look is due at the latest. */
  #start: Moment;
  #last: Moment;
  #next: Moment;

  /** `changes`: how many changes of the level to wait for, the first to `wanted`: 1 for the beginning of a pulse, 2 for its end, too. */
  constructor(
    private readonly clock: Clock,
    private readonly level: Level,
    private wanted: number,
    private readonly timeout: Nanos,
    private changes: number,
  ) {
    this.#start = this.#last = clock.moment();
    this.#next = this.#lookAfterNextEvent();
  }

  get until(): Nanos {
    // A change that the host makes between runs is no event.
    const hasChanged = this.level.isSteady && this.level.read() === this.wanted;
    return hasChanged ? Math.min(this.#lookAt(this.clock.now), this.#next.at) : this.#next.at;
  }

  #lookAfterNextEvent(): Moment {
    const { now, nextDue } = this.clock;
    return this.clock.moment(this.#lookAt(this.level.isSteady ? Math.min(nextDue, this.#start.at + this.timeout) : now));
  }

  /** The first look at or after a moment. */
  #lookAt(moment: Nanos): Nanos {
    const last = this.#last.at;
    return last + NANOS_PER_LOOK * Math.max(1, Math.ceil((moment - last) / NANOS_PER_LOOK));
  }

  /** Looks once. Returns the last stretch's microseconds, −2 or −1 if that many changes did not come in time, undefined to look again. */
  look(): number | undefined {
    const lasted = this.clock.now - this.#start.at;
    this.#last = this.clock.moment();
    if (this.level.read() !== this.wanted) {
      if (lasted >= this.timeout) return -this.changes;
    } else {
      if (--this.changes === 0) return Math.floor(lasted / MICROSECOND);
      this.wanted = 1 - this.wanted;
      this.#start = this.#last;
    }
    this.#next = this.#lookAfterNextEvent();
    return undefined;
  }
}

/**
 * Looks at a level repeatedly. Returns the microseconds of a pulse of `wanted`, −2 if the pulse does not begin within `timeout`
 * microseconds, −1 if it does not end. With `changes` of 1 the pulse need only begin.
 */
export function* timeLevel(level: Level, wanted: number, clock: Clock, timeout: number, changes = 2): Steps<number> {
  const watch = new Watch(clock, level, wanted, timeout * MICROSECOND, changes);
  for (;;) {
    yield watch;
    const result = watch.look();
    if (result !== undefined) return result;
  }
}

/** The function for one machine. */
export function timePulse(pins: Pins, clock: Clock) {
  return fn(
    'Microseconds that the pin stays at a level, once it is there; -2 if it does not come there in time, -1 if it stays too long.',
    [arg('pin', anything), arg('pulse_level', truth), arg('timeout_us', int, 1_000_000)],
    (pin, level, timeout) => takeSteps(timeLevel(pins.find(pin), level ? 1 : 0, clock, timeout >>> 0), (result) => result),
  );
}

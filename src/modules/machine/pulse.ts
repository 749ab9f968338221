/** `machine.time_pulse_us` (`extmod/machine_pulse.c`): how long a pin stays at a level. */
import { MICROSECOND, type Nanos, type Steps, type Wait } from '../../execution.js';
import { arg, fn } from '../../objects/declare.js';
import { anything, truth, word } from '../../objects/kinds.js';
import { takeSteps } from '../../objects/steps.js';
import type { Clock } from '../../sim/clock.js';
import type { Moment } from '../../sim/moment.js';
import type { Pins } from '../pyb/pin.js';

/** How long it takes to look at a pin and the time once. */
const NANOS_PER_LOOK = 500;

/** What is looked at. */
interface Level {
  read(): number;
  /** Only events change it, so that looks between them can be left out. */
  readonly isSteady: boolean;
}

/** Watches for a pulse, in looks at a level that are NANOS_PER_LOOK apart; as a Wait it lasts until the next look that matters. */
class Watch implements Wait {
  readonly isBusy = true;
  /** When the present stretch began, when it was last looked, and when the next look is due at the latest. */
  #start: Moment;
  #last: Moment;
  #next: Moment;

  /** `changes`: how often the level must become the other one, beginning with `wanted`; 1 for the begin of a pulse, 2 for its end, too. */
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
    // What the host changes between runs is no event.
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

  /** Looks: microseconds of the last stretch; −2 or −1 if that many changes are missing in time; undefined if it must look again. */
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
 * Looks at a level again and again: microseconds of a pulse of `wanted`, −2 if it does not begin within `timeout` microseconds, −1 if it
 * does not end. With `changes` of 1 it need only begin.
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
    [arg('pin', anything), arg('pulse_level', truth), arg('timeout_us', word, 1_000_000)],
    (pin, level, timeout) => takeSteps(timeLevel(pins.find(pin), level ? 1 : 0, clock, timeout >>> 0), (result) => result),
  );
}

/** Another board runs while a native function of this one does. */
import type { Clock } from '../sim/clock.js';

/** What runs beside the board whose clock that is: its time stands still meanwhile. */
export class Beside {
  constructor(private readonly clock: Clock) {}

  /** Lets other boards run in `body`. */
  run<T>(body: () => T): T {
    this.clock.pause();
    try {
      return body();
    } finally {
      this.clock.resume();
    }
  }

  /** Lets this one run in the middle of that. */
  back<T>(body: () => T): T {
    this.clock.resume();
    try {
      return body();
    } finally {
      this.clock.pause();
    }
  }
}

/** Runs another board in the middle of a native function of this one. */
import type { Clock } from '../sim/clock.js';

/** Runs other boards beside the board that has this clock. Its time stands still meanwhile. */
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

  /** Lets this board run in the middle of `run`. */
  back<T>(body: () => T): T {
    this.clock.resume();
    try {
      return body();
    } finally {
      this.clock.pause();
    }
  }
}

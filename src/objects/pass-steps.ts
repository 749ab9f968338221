/** Time that a long native loop takes for steps that have no effect. */
import { fuel } from '../execution.js';
import { charge } from './charge.js';
import { engine } from './engine.js';

/**
 * Spends the time of the steps `from` to `to` (exclusive) of a loop that calls `engine.look()` before each step whose number is one less than
 * a multiple of `every`, and charges `price` cycles for each step. Nobody in the simulation can tell it from that loop, since a look
 * does nothing while fuel is left; but it takes the host no time for each step.
 */
export function passSteps(from: number, to: number, price: number, every: number): void {
  let at = from;
  while (at < to) {
    if (fuel.left >= 0) {
      const steps = Math.min(to - at, Math.floor(fuel.left / price) + 1);
      charge(steps * price);
      at += steps;
      continue;
    }
    const look = Math.min(to, at + every - 1 - (at % every));
    charge((look - at) * price);
    if (look === to) return;
    engine.look();
    charge(price);
    at = look + 1;
  }
}

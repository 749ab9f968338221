/** Natives that wait again and again: written down as `Steps`, from top to bottom, and taken where the thread can stop between them. */
import type { Nanos, Steps } from '../execution.js';
import { engine } from './engine.js';
import type { Value } from './value.js';

/**
 * Takes steps, as the last thing that a native called by Python does: it answers what this answers. While a busy wait need not be cut short
 * it passes on the spot, else the thread stops, and the steps are gone on with when the wait is over. `deliver` makes the native's value
 * of their result. An exception that strikes during a wait ends them where they are, without their `finally`.
 */
export function takeSteps<T>(steps: Steps<T>, deliver: (result: T) => Value): Value {
  for (;;) {
    const step = steps.next();
    if (step.done) return deliver(step.value);
    const wait = step.value;
    if (wait.isBusy !== true || !engine.spin(wait)) return engine.park(wait, () => takeSteps(steps, deliver));
  }
}

/** Takes steps, all of whose waits have a moment, on the spot: for code that no thread can stop in. Interrupts are served meanwhile. */
export function takeStepsOnTheSpot<T>(steps: Steps<T>, clock: { readonly now: Nanos; spendNanos(duration: Nanos): void }): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    clock.spendNanos((step.value.until as Nanos) - clock.now);
  }
}

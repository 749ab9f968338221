/** Execution of natives that wait repeatedly. They are written as `Steps`, from top to bottom; the thread can stop between the steps. */
import type { Nanos, Steps } from '../execution.js';
import { engine } from './engine.js';
import type { Value } from './value.js';

/**
 * Executes steps. This must be the last thing that a native called by Python does: the native returns the result of this function. A busy
 * wait passes on the spot unless it must be cut short; otherwise the thread stops, and the steps continue when the wait is over. `deliver`
 * converts the result of the steps to that of the native. An exception that strikes during a wait ends the steps without their `finally`.
 */
export function takeSteps<T>(steps: Steps<T>, deliver: (result: T) => Value): Value {
  for (;;) {
    const step = steps.next();
    if (step.done) return deliver(step.value);
    const wait = step.value;
    if (wait.isBusy !== true || !engine.spin(wait)) return engine.park(wait, () => takeSteps(steps, deliver));
  }
}

/** Executes steps whose waits all have a moment, on the spot, for code in which no thread can stop. Interrupts are served meanwhile. */
export function takeStepsOnTheSpot<T>(steps: Steps<T>, clock: { readonly now: Nanos; spendNanos(duration: Nanos): void }): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    clock.spendNanos((step.value.until as Nanos) - clock.now);
  }
}

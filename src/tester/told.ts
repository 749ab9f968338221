/** What goes wrong outside of a test's board becomes a Python exception of the test. Which errors are the test's mistake is decided here alone. */
import { SetupError } from '../devices/kinds.js';
import { NoFatName } from '../files/fat-name.js';
import { Unreadable } from '../host.js';
import { raise } from '../objects/exception.js';
import { FlashFull } from '../system/setup/flash-files.js';
import { NotWithin } from '../testing/test-bench.js';

/** Errors that say why something is impossible: in a set-up, in files. */
const REFUSALS = [SetupError, Unreadable, FlashFull, NoFatName] as const;
/** Errors with which boards and worlds refuse options and arguments. The engine throws them, too, for faults and for want of room. */
const CHECKS = [TypeError, RangeError] as const;

/**
 * Asks the outside for something. A mistake of the test becomes a ValueError, a condition that does not become true an AssertionError. What the
 * engine throws is not caught: it is a fault of vpyb, or the stack is used up.
 */
export function told<T>(body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof NotWithin) throw raise.AssertionError('%s', error.headline);
    // Benches refuse with a plain Error, the engine throws none of these.
    const isRefusal = REFUSALS.some((kind) => error instanceof kind) || (error instanceof Error && error.constructor === Error);
    if (isRefusal) throw raise.ValueError('%s', (error as Error).message);
    throw error;
  }
}

/** Like `told`, for what makes or joins boards: nothing runs meanwhile, and all that it can refuse are values of the test. */
export function toldOfMaking<T>(body: () => T): T {
  return told(() => {
    try {
      return body();
    } catch (error) {
      if (CHECKS.some((kind) => error instanceof kind)) throw new Error((error as Error).message);
      throw error;
    }
  });
}

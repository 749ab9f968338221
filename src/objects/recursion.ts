/**
 * Recursion depth of native code that compares, hashes, iterates or shows objects, which may contain themselves. The limit never depends on
 * the host's stack.
 */
import { nesting } from './engine.js';
import { type PyException, raise } from './exception.js';

/** Maximum depth. A level takes a few frames on the host's stack. */
const LIMIT = 200;

/** Whether `more` levels on top of the current ones would be too many. */
export function isTooDeep(more: number): boolean {
  return nesting.levels + more >= LIMIT;
}

/** The RuntimeError for recursion that is too deep. */
export function tooDeep(): PyException {
  return raise.RuntimeError('maximum recursion depth exceeded');
}

/** Enters a level, in which no native may unwind to wait. Raises RuntimeError at the limit. The caller must call `leave` in a `finally`. */
export function enter(): void {
  if (isTooDeep(0)) throw tooDeep();
  nesting.levels++;
  nesting.depth++;
}

/** Leaves a level. */
export function leave(): void {
  nesting.levels--;
  nesting.depth--;
}

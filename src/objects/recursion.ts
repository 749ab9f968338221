/** How deep native code is nested in itself: comparing, hashing, iterating and showing what contains itself. The host's stack never decides. */
import { nesting } from './engine.js';
import { type PyException, raise } from './exception.js';

/** Deepest nesting. A level takes a few of the host's frames. */
const LIMIT = 200;

/** Whether so many levels more than there are would be too many. */
export function isTooDeep(more: number): boolean {
  return nesting.levels + more >= LIMIT;
}

/** The error of what is too deep. */
export function tooDeep(): PyException {
  return raise.RuntimeError('maximum recursion depth exceeded');
}

/** Goes one level deeper, where no native may unwind to wait; raises RuntimeError at the limit. Whoever enters leaves, in a `finally`. */
export function enter(): void {
  if (isTooDeep(0)) throw tooDeep();
  nesting.levels++;
  nesting.depth++;
}

/** Comes back one level. */
export function leave(): void {
  nesting.levels--;
  nesting.depth--;
}

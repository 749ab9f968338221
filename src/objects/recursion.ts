/** How deep native code is nested in itself: comparing, hashing, iterating and showing what contains itself. The host's stack never decides. */
import { nesting } from './engine.js';
import { raise } from './exception.js';

/** Deepest nesting. A level takes a few of the host's frames. */
const LIMIT = 200;

/** Goes one level deeper, where no native may unwind to wait; raises RuntimeError at the limit. Whoever enters leaves, in a `finally`. */
export function enter(): void {
  if (nesting.levels >= LIMIT) throw raise.RuntimeError('maximum recursion depth exceeded');
  nesting.levels++;
  nesting.depth++;
}

/** Comes back one level. */
export function leave(): void {
  nesting.levels--;
  nesting.depth--;
}

/** How deep native code is nested in itself: comparing, hashing and iterating what contains itself. The host's stack never decides. */
import { nesting } from './engine.js';
import { raise } from './exception.js';

/** Deepest nesting. A level takes a few of the host's frames. */
const LIMIT = 200;
let depth = 0;

/** Goes one level deeper, where no native may unwind to wait; raises RuntimeError at the limit. Whoever enters leaves, in a `finally`. */
export function enter(): void {
  if (depth >= LIMIT) throw raise.RuntimeError('maximum recursion depth exceeded');
  depth++;
  nesting.depth++;
}

/** Comes back one level. */
export function leave(): void {
  depth--;
  nesting.depth--;
}

/** How native code tells the end of an iteration from other exceptions. */
import { PyException, StopIteration } from './exception.js';
import { PyInstance } from './instance.js';
import { ended } from './protocol/iterate.js';

/** What `__next__` has raised instead of answering: no item, where that is StopIteration; anything else is thrown on. */
export function endOfItems(x: unknown): undefined {
  if (!isStopIteration(x)) throw x;
  ended.value = (x instanceof PyInstance ? (x.native as PyException) : (x as PyException)).args[0];
  return undefined;
}

/** Whether a thrown value is a StopIteration (or of a class derived from it). */
export function isStopIteration(x: unknown): boolean {
  return (x instanceof PyException || x instanceof PyInstance) && x.type.isSubtypeOf(StopIteration);
}

/** How native code distinguishes the end of an iteration from other exceptions. */
import { PyException, StopIteration } from './exception.js';
import { PyInstance } from './instance.js';
import { ended } from './protocol/iterate.js';

/** Handles an exception raised by `__next__`: notes the value of a StopIteration and returns undefined, for no item; rethrows all others. */
export function endOfItems(x: unknown): undefined {
  if (!isStopIteration(x)) throw x;
  ended.value = (x instanceof PyInstance ? (x.native as PyException) : (x as PyException)).args[0];
  return undefined;
}

/** Whether a thrown value is a StopIteration (or an instance of a derived class). */
export function isStopIteration(x: unknown): boolean {
  return (x instanceof PyException || x instanceof PyInstance) && x.type.isSubtypeOf(StopIteration);
}

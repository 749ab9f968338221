/** What a test is told whose board has had too little memory. */
import { MemoryError, PyException } from '../objects/exception.js';
import { isStr, textOf } from '../objects/str.js';

/** How the text begins with which a heap refuses what it has no room for; that of a locked heap is another. */
const REFUSAL = 'memory allocation failed, allocating ';

/** Whether an exception says that there was no room on a heap. */
export function isShortOfMemory(raised: object): boolean {
  if (!(raised instanceof PyException && raised.type.isSubtypeOf(MemoryError))) return false;
  const [text] = raised.args;
  return text !== undefined && isStr(text) && textOf(text).startsWith(REFUSAL);
}

/** How to get more for the board on which the tests run, whose heap has `total` bytes. */
export const heapHint = (total: number): string =>
  `the heap of the test's own board has ${Math.floor(total / 1024)} KiB; --heap gives it more: vpyb test --heap 1m`;

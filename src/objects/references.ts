/**
 * References to objects as the numbers that typecode `O` stores in bytes (`py/binary.c`). On the board they are machine words: a shifted
 * small integer with the lowest bit set, or an address. Here an address stands for an object that was once stored under it.
 */
import { type Heap, heap } from './charge.js';
import { raise } from './exception.js';
import { addressOf } from './identity.js';
import { isInt, isSmall } from './int.js';
import { None } from './none.js';
import type { Value } from './value.js';

/** The values stored on one machine's heap since its reset. */
interface Stored {
  readonly values: Map<number, Value>;
  readonly words: Map<Value, number>;
}
const stored = new WeakMap<Heap['addresses'], Stored>();

function storedOnHeap(): Stored {
  let here = stored.get(heap.addresses);
  if (here === undefined) {
    here = { values: new Map(), words: new Map() };
    stored.set(heap.addresses, here);
  }
  return here;
}

/** The words of values that are not objects on the heap (`py/obj.h`, representation A). */
const IMMEDIATE: ReadonlyMap<Value, number> = new Map<Value, number>([
  [None, 0x06],
  [false, 0x0e],
  [true, 0x1e],
]);
const IMMEDIATE_VALUES: ReadonlyMap<number, Value> = new Map(Array.from(IMMEDIATE, ([value, word]) => [word, value]));

/** The machine word of a value, as an unsigned number. */
export function wordOf(value: Value): number {
  if (isInt(value) && isSmall(value)) return ((Number(value) << 1) | 1) >>> 0;
  const { values, words } = storedOnHeap();
  let word = IMMEDIATE.get(value) ?? words.get(value);
  if (word === undefined) {
    word = typeof value === 'object' ? addressOf(value) : nextAddress();
    words.set(value, word);
    values.set(word, value);
  }
  return word;
}

/** An address for a value that is not an object here but is one on the board. */
function nextAddress(): number {
  const address = heap.nextAddress;
  heap.nextAddress += 16;
  return address;
}

/** The value of a machine word; undefined for an address at which nothing was stored. */
export function knownValueOf(word: number): Value | undefined {
  return (word & 1) !== 0 ? (word | 0) >> 1 : (IMMEDIATE_VALUES.get(word) ?? storedOnHeap().values.get(word));
}

/** The value of a machine word. Raises NotImplementedError for an address at which nothing was stored. */
export function valueOf(word: number): Value {
  const value = knownValueOf(word);
  if (value === undefined) throw raise.NotImplementedError('no stored object has the address 0x%x', word);
  return value;
}

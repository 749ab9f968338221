/** The layout of MicroPython's hash table (`py/map.c`), which determines the order of iteration: open addressing in particular sizes. */
import { hashInteger, hashText } from './key-hash.js';
import type { Value } from './value.js';

/** One item. In a set, the value is the key. */
export class Entry {
  /** Hash of the key as an unsigned number; UNKNOWN until it is needed. */
  hash = UNKNOWN;
  /** What a pool of names has last answered about the key (`NamePool.knowsKey`). */
  known: object | null = null;

  constructor(
    readonly key: Value,
    public value: Value | undefined,
  ) {}
}

/** The hash of an entry before it is needed. */
export const UNKNOWN = -1;

/** Marks the slot of a removed entry; searches continue past it. */
export const REMOVED = new Entry(false, undefined);

/** The content of the slots. Searches end at an undefined slot, which is empty. */
export type Slots = (Entry | undefined)[];

/** Hash and equality of keys that are not plain. Installed by `protocol/hash.ts`; may call Python code. */
interface KeyRules {
  hash(key: Value): number;
  equals(a: Value, b: Value): boolean;
  /** Whether the firmware has a text as an interned string. */
  isInterned(text: string): boolean;
}

/** The rules for keys that are not plain. */
export let rules: KeyRules = { hash: () => 0, equals: (a, b) => a === b, isInterned: () => true };
/** Installs the rules for keys that are not plain. */
export function setKeyRules(next: KeyRules): void {
  rules = next;
}

/** Table sizes in order of growth. */
const SIZES = [
  0, 2, 4, 6, 8, 10, 12, 17, 23, 29, 37, 47, 59, 73, 97, 127, 167, 223, 293, 389, 521, 691, 919, 1223, 1627, 2161, 3229, 4831, 7243, 10861,
  16273, 24407, 36607, 54907,
];

/** The next larger table size. */
export function grownSize(alloc: number): number {
  const least = alloc + 1;
  for (const size of SIZES) if (size >= least) return size;
  return Math.floor(least * 1.5) | 1;
}

/** Makes the slots of an empty table of this size. */
function emptySlots(alloc: number): Slots {
  return new Array<Entry | undefined>(alloc).fill(undefined);
}

/** The hash of an entry's key. */
export function hashOf(entry: Entry): number {
  if (entry.hash === UNKNOWN) {
    const { key } = entry;
    entry.hash =
      (typeof key === 'string'
        ? hashText(key)
        : typeof key === 'object'
          ? rules.hash(key)
          : hashInteger(typeof key === 'boolean' ? Number(key) : key)) >>> 0;
  }
  return entry.hash;
}

/** Puts an entry whose key is not present into the first free slot on its search path, and returns the slot's index. There must be room. */
export function place(slots: Slots, entry: Entry): number {
  let at = hashOf(entry) % slots.length;
  for (let other = slots[at]; other !== undefined && other !== REMOVED; other = slots[at]) if (++at === slots.length) at = 0;
  slots[at] = entry;
  return at;
}

/** Empties a slot. If the next one is empty, searches need not continue past this one. */
export function vacate(slots: Slots, at: number): void {
  slots[at] = slots[(at + 1) % slots.length] === undefined ? undefined : REMOVED;
}

/** The layout of a table that began with `initial` slots and got these entries. Their keys are plain. */
export function layOut(entries: Iterable<Entry>, initial: number): Slots {
  let slots = emptySlots(initial);
  let filled = 0;
  for (const entry of entries) {
    if (filled++ === slots.length) slots = rehash(slots);
    place(slots, entry);
  }
  return slots;
}

/** The entry of a key. In a dict the same object is the same key, whatever it says when it is compared. */
export function find(slots: Slots, key: Value, hash: number, bySame: boolean): Entry | undefined {
  let at = hash % slots.length;
  for (let left = slots.length; left > 0; left--) {
    const entry = slots[at];
    if (entry === undefined) return undefined;
    if (entry !== REMOVED && ((bySame && entry.key === key) || rules.equals(entry.key, key))) return entry;
    if (++at === slots.length) at = 0;
  }
  return undefined;
}

/** The layout after growing, if all keys are plain: the entries are inserted anew in the order of their slots. */
export function rehash(slots: Slots): Slots {
  const grown = emptySlots(grownSize(slots.length));
  for (const entry of slots) if (entry !== undefined && entry !== REMOVED) place(grown, entry);
  return grown;
}

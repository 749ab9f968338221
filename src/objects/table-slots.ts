/** The layout of MicroPython's hash table (`py/map.c`): open addressing, in sizes of its own, by which the order of iteration goes. */
import { hashInteger, hashText } from './key-hash.js';
import type { Value } from './value.js';

/** One item. For sets the value is the key. */
export class Entry {
  /** Hash of the key as an unsigned number, once the layout needed it. */
  hash = UNKNOWN;

  constructor(
    readonly key: Value,
    public value: Value | undefined,
  ) {}
}

/** Hash of an entry for which nobody has needed it. */
export const UNKNOWN = -1;

/** A removed entry's slot: searches go on past it. */
export const REMOVED = new Entry(false, undefined);

/** What lies in the slots; undefined in one that has been empty since the table has grown. */
export type Slots = (Entry | undefined)[];

/** Hash and equality of keys that are not plain. Put in place by `protocol/hash.ts`; may call Python code. */
interface KeyRules {
  hash(key: Value): number;
  equals(a: Value, b: Value): boolean;
  /** Whether the firmware has a text as an interned string. */
  isInterned(text: string): boolean;
}

/** The rules for keys that are not plain. */
export let rules: KeyRules = { hash: () => 0, equals: (a, b) => a === b, isInterned: () => true };
/** Puts the rules for keys that are not plain in place. */
export function setKeyRules(next: KeyRules): void {
  rules = next;
}

/** Table sizes in order of growth. */
const SIZES = [
  0, 2, 4, 6, 8, 10, 12, 17, 23, 29, 37, 47, 59, 73, 97, 127, 167, 223, 293, 389, 521, 691, 919, 1223, 1627, 2161, 3229, 4831, 7243, 10861,
  16273, 24407, 36607, 54907,
];

/** The size after this one. */
export function grownSize(alloc: number): number {
  const least = alloc + 1;
  return SIZES.find((size) => size >= least) ?? Math.floor(least * 1.5) | 1;
}

/** Slots of a table of so many. */
export function emptySlots(alloc: number): Slots {
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

/** Puts an entry whose key is not there in the slot where a search for it ends; the index of it. There must be room. */
export function place(slots: Slots, entry: Entry): number {
  let at = hashOf(entry) % slots.length;
  for (let other = slots[at]; other !== undefined && other !== REMOVED; other = slots[at]) if (++at === slots.length) at = 0;
  slots[at] = entry;
  return at;
}

/** Empties a slot; if the next one is free no search needs to go on past it. */
export function vacate(slots: Slots, at: number): void {
  slots[at] = slots[(at + 1) % slots.length] === undefined ? undefined : REMOVED;
}

/** The layout after growing: the entries put in anew, in the order of their slots. */
export function rehash(slots: Slots): Slots {
  const grown = emptySlots(grownSize(slots.length));
  for (const entry of slots) if (entry !== undefined && entry !== REMOVED) place(grown, entry);
  return grown;
}

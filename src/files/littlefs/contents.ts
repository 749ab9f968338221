/** What the log of a metadata pair describes: entries, a tail, a part of the volume's state; and changes that describe these (littlefs SPEC). */
import { type Change, change, DELETED, FAMILY, idOf, NO_ID, sizeOf, TYPE, typeOf } from './tag.js';

/** Addresses of two blocks. */
export type Pair = readonly [number, number];

/** The address of no block. */
export const NO_BLOCK = 0xffffffff;
/** A file or folder, or the superblock. */
export interface Entry {
  kind: number;
  name: Uint8Array;
  structType: number;
  struct: Uint8Array;
  readonly attributes: Map<number, Uint8Array>;
}

/** What a pair's log describes. */
export class Contents {
  entries: Entry[] = [];
  /** The next pair in the list of all pairs; null at the end. */
  tail: Pair | null = null;
  /** The tail belongs to the same folder. */
  isSplit = false;
  /** This pair's part of the volume's state. */
  state: readonly number[] = [0, 0, 0];

  copy(): Contents {
    const made = new Contents();
    made.entries = this.entries.map((entry) => ({ ...entry, attributes: new Map(entry.attributes) }));
    made.tail = this.tail;
    made.isSplit = this.isSplit;
    made.state = this.state;
    return made;
  }

  apply({ tag, data }: Change): void {
    const type = typeOf(tag);
    const id = idOf(tag);
    if (type === TYPE.create) this.entries.splice(id, 0, blank());
    else if (type === TYPE.delete) this.entries.splice(id, 1);
    else if (type === TYPE.moveState) this.state = words(data, 3);
    else if ((type & FAMILY.mask) === FAMILY.tail) {
      const [first, second] = words(data, 2) as [number, number];
      this.tail = first === NO_BLOCK && second === NO_BLOCK ? null : [first, second];
      this.isSplit = (type & 1) === 1;
    } else if (id !== NO_ID) this.#describe(type, id, tag, data);
  }

  #describe(type: number, id: number, tag: number, data: Uint8Array): void {
    const family = type & FAMILY.mask;
    while (family === FAMILY.name && this.entries.length <= id) this.entries.push(blank());
    const entry = this.entries[id];
    if (entry === undefined) return;
    if (family === FAMILY.name) [entry.kind, entry.name] = [type, data];
    else if (family === FAMILY.struct) [entry.structType, entry.struct] = [type, data];
    else if (family === FAMILY.attribute) {
      if (sizeOf(tag) === DELETED) entry.attributes.delete(type);
      else entry.attributes.set(type, data);
    }
  }
}

function blank(): Entry {
  return { kind: 0, name: new Uint8Array(0), structType: TYPE.inlineStruct, struct: new Uint8Array(0), attributes: new Map() };
}

/** Returns little-endian 32-bit words; missing ones are 0. */
export function words(data: Uint8Array, count: number): number[] {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  return Array.from({ length: count }, (_, i) => (4 * i + 4 <= data.length ? view.getUint32(4 * i, true) : 0));
}

/** Returns 32-bit words as little-endian bytes. */
export function bytesOfWords(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of values.entries()) view.setUint32(4 * i, value, true);
  return bytes;
}

/** Returns the changes that describe entries from scratch. */
export function describe(entries: readonly Entry[]): Change[] {
  return entries.flatMap((entry, id) => [
    change(entry.kind, id, entry.name),
    change(entry.structType, id, entry.struct),
    ...Array.from(entry.attributes, ([type, data]) => change(type, id, data)),
  ]);
}

/** Returns the change that sets a tail. */
export function tailChange(tail: Pair | null, isSplit: boolean): Change {
  return change(isSplit ? TYPE.hardTail : TYPE.softTail, NO_ID, bytesOfWords(tail ?? [NO_BLOCK, NO_BLOCK]));
}

/** Whether pairs have a block in common. */
export function samePair(a: Pair, b: Pair): boolean {
  return a.some((block) => b.includes(block));
}

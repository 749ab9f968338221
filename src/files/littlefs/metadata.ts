/**
 * A metadata pair: two blocks, of which the one with the newer revision holds a log of commits (littlefs SPEC, "Metadata pairs").
 * What the log says is kept as entries; writing appends to the log or writes the entries anew into the other block.
 */
import { ECORRUPT } from '../../errno.js';
import { FileError } from '../file-error.js';
import type { LfsBlocks } from './blocks.js';
import { bytesOf, type Change, change, crc32, DELETED, endsCommit, FAMILY, idOf, isValid, NO_ID, sizeOf, TYPE, typeOf } from './tag.js';

/** Addresses of two blocks. */
export type Pair = readonly [number, number];

/** The address of no block. */
export const NO_BLOCK = 0xffffffff;
/** Bytes that a checksum needs at the end of a block. */
const CRC_BYTES = 8;
/** Bytes of a checksum with one of what follows it. */
const LONG_CRC_BYTES = 20;
/** Largest padding that one checksum's tag can tell. */
const MOST_PADDING = 0x3fe;

/** A file or folder, or the superblock. */
export interface Entry {
  kind: number;
  name: Uint8Array;
  structType: number;
  struct: Uint8Array;
  readonly attributes: Map<number, Uint8Array>;
}

/** What a pair's log amounts to. */
export class Contents {
  entries: Entry[] = [];
  /** The next pair of all; null at the end. */
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

/** Little-endian words of 32 bits. */
export function words(data: Uint8Array, count: number): number[] {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  return Array.from({ length: count }, (_, i) => (4 * i + 4 <= data.length ? view.getUint32(4 * i, true) : 0));
}

/** Bytes of words of 32 bits. */
export function bytesOfWords(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of values.entries()) view.setUint32(4 * i, value, true);
  return bytes;
}

/** The changes that make entries anew. */
export function describe(entries: readonly Entry[]): Change[] {
  return entries.flatMap((entry, id) => [
    change(entry.kind, id, entry.name),
    change(entry.structType, id, entry.struct),
    ...Array.from(entry.attributes, ([type, data]) => change(type, id, data)),
  ]);
}

/** The change that sets a tail. */
export function tailChange(tail: Pair | null, isSplit: boolean): Change {
  return change(isSplit ? TYPE.hardTail : TYPE.softTail, NO_ID, bytesOfWords(tail ?? [NO_BLOCK, NO_BLOCK]));
}

/** Whether pairs have a block in common. */
export function samePair(a: Pair, b: Pair): boolean {
  return a.some((block) => b.includes(block));
}

/** A metadata pair as it was last read or written. */
export class Metadata {
  contents = new Contents();
  /** Where the next commit goes, and the tag before it. */
  #end = 4;
  #lastTag = 0xffffffff;
  /** The block is known to be erased from there on. As in the original, rewriting does not find that out, only reading does. */
  #isErased = false;

  private constructor(
    private readonly blocks: LfsBlocks,
    /** The newer block first. */
    public pair: Pair,
    public revision: number,
  ) {}

  /** A pair that is not yet written. */
  static blank(blocks: LfsBlocks, pair: Pair, revision: number): Metadata {
    return new Metadata(blocks, pair, revision);
  }

  /** Reads a pair; raises ECORRUPT if neither block holds a whole commit. `seed` is told each checksum. */
  static read(blocks: LfsBlocks, pair: Pair, seed: (crc: number) => void): Metadata {
    if (pair.some((block) => block >= blocks.count)) throw new FileError(ECORRUPT);
    const revisions = pair.map((block) => ignoringDamage(() => words(blocks.read(block, 0, 4), 1)[0] as number));
    const isSecondNewer =
      revisions[1] !== null && (revisions[0] === null || (((revisions[1] as number) - (revisions[0] as number)) | 0) > 0);
    for (const second of isSecondNewer ? [true, false] : [false, true]) {
      const made = new Metadata(blocks, second ? [pair[1], pair[0]] : pair, revisions[second ? 1 : 0] ?? 0);
      if (ignoringDamage(() => made.#parse(seed)) === true) return made;
    }
    throw new FileError(ECORRUPT);
  }

  /** Reads the log; false if it has no whole commit. */
  #parse(seed: (crc: number) => void): boolean {
    const { size, writeSize } = this.blocks;
    const block = this.blocks.read(this.pair[0], 0, size);
    const view = new DataView(block.buffer, block.byteOffset, size);
    let [tag, crc, found] = [0xffffffff, crc32(0xffffffff, block.subarray(0, 4)), false];
    let pending: Change[] = [];
    let forward: readonly number[] | null = null;
    let mayBeErased = false;
    for (let at = 4; at + 4 <= size; at += bytesOf(tag)) {
      crc = crc32(crc, block.subarray(at, at + 4));
      const next = (view.getUint32(at) ^ tag) >>> 0;
      if (!isValid(next)) {
        mayBeErased = endsCommit(tag);
        break;
      }
      if (at + bytesOf(next) > size) break;
      tag = next;
      const data = block.slice(at + 4, at + bytesOf(tag));
      if (!endsCommit(tag)) {
        crc = crc32(crc, data);
        if (typeOf(tag) === TYPE.forwardCrc) forward = words(data, 2);
        else pending.push({ tag, data });
        continue;
      }
      if (words(data, 1)[0] !== crc) break;
      seed(crc);
      for (const each of pending) this.contents.apply(each);
      pending = [];
      found = true;
      this.#end = at + bytesOf(tag);
      if ((typeOf(tag) & 1) === 1) tag = (tag ^ 0x80000000) >>> 0;
      this.#lastTag = tag;
      crc = 0xffffffff;
    }
    if (mayBeErased && forward !== null && this.#end % writeSize === 0) {
      const [length, expected] = forward as [number, number];
      this.#isErased = crc32(0xffffffff, block.subarray(this.#end, this.#end + length)) === expected;
    }
    return found;
  }

  /** Appends changes to the log; false if they do not fit there. */
  append(changes: readonly Change[]): boolean {
    if (!this.#isErased || this.contents.entries.length >= 0xff) return false;
    return this.#commit(new Log(this.pair[0], this.#end, this.#lastTag), changes);
  }

  /** Writes changes that make everything anew into the other block; false if they do not fit. */
  rewrite(changes: readonly Change[]): boolean {
    const [old, other] = this.pair;
    this.blocks.erase(other);
    const revision = (this.revision + 1) >>> 0;
    const log = new Log(other, 0, 0xffffffff);
    log.put(bytesOfWords([revision]));
    if (!this.#commit(log, changes)) return false;
    this.pair = [other, old];
    this.revision = revision;
    return true;
  }

  #commit(log: Log, changes: readonly Change[]): boolean {
    for (const each of changes) {
      if (log.end + bytesOf(each.tag) > this.blocks.size - CRC_BYTES) return false;
      log.add(each);
    }
    this.#seal(log);
    this.blocks.write(log.block, log.start, log.bytes);
    this.blocks.sync();
    this.#end = log.sealedEnd;
    this.#lastTag = log.tag;
    return true;
  }

  /** Ends a commit with its checksum, and one of the erased bytes that follow it, if any do. */
  #seal(log: Log): void {
    const { size, writeSize } = this.blocks;
    const end = Math.ceil(Math.min(log.end + LONG_CRC_BYTES, size) / writeSize) * writeSize;
    while (log.end < end) {
      let next = Math.min(end - (log.end + 4), MOST_PADDING) + log.end + 4;
      // What is too much for one tag takes several.
      if (next < end) next = Math.min(next, end - LONG_CRC_BYTES);
      let first = 0xff;
      if (next >= end && next <= size - writeSize) {
        const following = this.blocks.read(log.block, next, writeSize);
        first = following[0] as number;
        log.add(change(TYPE.forwardCrc, NO_ID, bytesOfWords([writeSize, crc32(0xffffffff, following)])));
      }
      log.close(next, first);
    }
  }
}

/** The bytes of a commit as they come. */
class Log {
  #parts: Uint8Array[] = [];
  #length = 0;
  #crc = 0xffffffff;
  sealedEnd = 0;

  constructor(
    readonly block: number,
    readonly start: number,
    public tag: number,
  ) {}

  get end(): number {
    return this.start + this.#length;
  }

  get bytes(): Uint8Array {
    const bytes = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  put(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#length += bytes.length;
    this.#crc = crc32(this.#crc, bytes);
  }

  add({ tag, data }: Change): void {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, ((tag & 0x7fffffff) ^ this.tag) >>> 0);
    this.put(bytes);
    this.put(data);
    this.tag = tag & 0x7fffffff;
  }

  /** Adds a checksum that reaches to an offset. The valid bit of what follows is chosen against the byte that is there. */
  close(end: number, following: number): void {
    const isLow = (following & 0x80) === 0;
    const tag = ((TYPE.crc + (isLow ? 1 : 0)) << 20) | (NO_ID << 10) | (end - (this.end + 4));
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, (tag ^ this.tag) >>> 0);
    this.put(bytes);
    const crc = this.#crc;
    this.put(bytesOfWords([crc]));
    this.tag = (isLow ? tag ^ 0x80000000 : tag) >>> 0;
    this.#crc = 0xffffffff;
    this.sealedEnd = end;
    const padding = end - this.end;
    if (padding > 0) {
      this.#parts.push(new Uint8Array(padding).fill(0xff));
      this.#length += padding;
    }
  }
}

/** What an action gives; null where it meets damage. */
function ignoringDamage<T>(action: () => T): T | null {
  try {
    return action();
  } catch (error) {
    if (error instanceof FileError && error.errno === ECORRUPT) return null;
    throw error;
  }
}

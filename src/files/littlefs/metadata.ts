/**
 * A metadata pair: two blocks, of which the one with the newer revision holds a log of commits (littlefs SPEC, "Metadata pairs").
 * What the log says is kept as entries; writing appends to the log or rewrites all entries into the other block.
 */
import { ECORRUPT } from '../../errno.js';
import { FileError } from '../file-error.js';
import type { LfsBlocks } from './blocks.js';
import { bytesOfWords, Contents, describe, type Entry, type Pair, words } from './contents.js';
import { bytesOf, type Change, change, crc32, endsCommit, isValid, NO_ID, TYPE, typeOf } from './tag.js';

/** Bytes that a checksum needs at the end of a block. */
const CRC_BYTES = 8;
/** Bytes of a checksum together with a checksum of what follows it. */
const LONG_CRC_BYTES = 20;
/** Largest padding that the tag of one checksum can express. */
const MOST_PADDING = 0x3fe;

/** Most entries of a pair. */
const MOST_ENTRIES = 0xff;
/** Room for a tail, the shared state, a deletion and a checksum. */
const RESERVED_BYTES = 40;

/** Returns where entries must be split so that the later ones fill no more than half a block; 0 if they all fit. */
export function splitAt(blocks: LfsBlocks, entries: readonly Entry[], end: number): number {
  const { size, writeSize } = blocks;
  const room = Math.min(size - RESERVED_BYTES, Math.ceil(size / 2 / writeSize) * writeSize);
  let split = 0;
  while (end - split > 1) {
    const bytes = describe(entries.slice(split, end)).reduce((sum, { tag }) => sum + bytesOf(tag), 0);
    if (end - split < MOST_ENTRIES && bytes <= room) break;
    split += (end - split) >> 1;
  }
  return split;
}

/** A metadata pair as it was last read or written. */
export class Metadata {
  contents = new Contents();
  /** Where the next commit goes, and the tag before it. */
  #end = 4;
  #lastTag = 0xffffffff;
  /** The block is known to be erased from `#end` on. As in the original, only reading finds this out, rewriting does not. */
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

  /** Reads a pair; raises ECORRUPT if neither block holds a complete commit. `seed` is called with each checksum. */
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

  /** Reads the log. Returns false if it has no complete commit. */
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

  /** Appends changes to the log. Returns false if they do not fit there. */
  append(changes: readonly Change[]): boolean {
    if (!this.#isErased || this.contents.entries.length >= MOST_ENTRIES) return false;
    return this.#commit(new Log(this.pair[0], this.#end, this.#lastTag), changes);
  }

  /** Writes changes that describe everything from scratch into the other block. Returns false if they do not fit. */
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

  /** Ends a commit with its checksum and, if erased bytes follow it, with a checksum of those. */
  #seal(log: Log): void {
    const { size, writeSize } = this.blocks;
    const end = Math.ceil(Math.min(log.end + LONG_CRC_BYTES, size) / writeSize) * writeSize;
    while (log.end < end) {
      let next = Math.min(end - (log.end + 4), MOST_PADDING) + log.end + 4;
      // Padding that is too long for one tag takes several.
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

/** The bytes of a commit while it is being made. */
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

  /** Adds a checksum, padded up to an offset. The valid bit of the next tag is chosen so that the byte that is there now is not a valid tag. */
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

/** Returns the result of an action; null if it meets damage. */
function ignoringDamage<T>(action: () => T): T | null {
  try {
    return action();
  } catch (error) {
    if (error instanceof FileError && error.errno === ECORRUPT) return null;
    throw error;
  }
}

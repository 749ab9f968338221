/** A folder of a FAT volume: a table of 32-byte entries, some of which hold a long name for the one after them. */
import { EACCES, EIO } from '../../errno.js';
import { foldName } from '../fat-name.js';
import { FileError } from '../file-error.js';
import { ENTRY_BYTES, type FatDisk } from './disk.js';
import { type FatName, LONG_NAME_PART, numberedName, shortNameSum } from './names.js';

/** Bits of an entry's attributes. */
export const ATTRIBUTE = { readOnly: 0x01, label: 0x08, folder: 0x10, archive: 0x20 } as const;
const MASK = 0x3f;
const LONG_NAME = 0x0f;
/** Fields of an entry. */
export const FIELD = {
  attributes: 11,
  small: 12,
  created: 14,
  accessed: 18,
  clusterHigh: 20,
  modified: 22,
  cluster: 26,
  size: 28,
} as const;
const SUM_AT = 13;
const FREE = 0xe5;
const DOT = 0x2e;
/** Marks the last part of a long name, which comes first. */
const LAST_PART = 0x40;
/** Places of characters in an entry of a long name. */
const CHARACTERS_AT = [1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30] as const;
const LONGEST_FOLDER = 0x200000;
const MOST_NUMBERS = 100;

/** An entry that names a file or folder. */
export interface FatEntry {
  /** Byte offset in the folder of its first entry, and of its last, which holds everything except the long name. */
  readonly first: number;
  readonly last: number;
  /** Where the last one is: its sector, and its offset in that. */
  readonly sector: number;
  readonly at: number;
  /** A copy of the last one. */
  readonly view: DataView;
  readonly long: string | null;
}

/** Returns the first cluster that an entry names. */
export function clusterOf(view: DataView, at: number, bits: number): number {
  return view.getUint16(at + FIELD.cluster, true) + (bits === 32 ? view.getUint16(at + FIELD.clusterHigh, true) * 0x10000 : 0);
}

/** Sets the first cluster of an entry. */
export function setCluster(view: DataView, at: number, bits: number, cluster: number): void {
  view.setUint16(at + FIELD.cluster, cluster & 0xffff, true);
  if (bits === 32) view.setUint16(at + FIELD.clusterHigh, cluster >>> 16, true);
}

/** Collects the parts of a long name one after the other. */
class LongName {
  #text = '';
  #awaited = 0;
  #sum = 0;
  first = -1;

  take(view: DataView, at: number, offset: number): void {
    const order = view.getUint8(at);
    const sum = view.getUint8(at + SUM_AT);
    if ((order & LAST_PART) !== 0) {
      this.#text = '';
      this.#awaited = order & ~LAST_PART;
      this.#sum = sum;
      this.first = offset;
    }
    if (this.first < 0 || (order & ~LAST_PART) !== this.#awaited || sum !== this.#sum || view.getUint16(at + FIELD.cluster, true) !== 0) {
      this.drop();
      return;
    }
    let part = '';
    for (const place of CHARACTERS_AT) {
      const unit = view.getUint16(at + place, true);
      if (unit === 0) break;
      part += String.fromCharCode(unit);
    }
    this.#text = part + this.#text;
    this.#awaited--;
  }

  drop(): void {
    this.first = -1;
  }

  /** Returns the name if it is complete and belongs to a short name; otherwise null. */
  nameOf(short: Uint8Array): string | null {
    return this.first >= 0 && this.#awaited === 0 && this.#sum === shortNameSum(short) ? this.#text : null;
  }
}

/** Whether an entry with these names is the one that is searched for. */
type Matches = (long: string | null, short: Uint8Array) => boolean;

/** A walk through a folder. The root's first cluster is 0. */
export class FatFolder {
  #offset = 0;
  /** 0 when the walk has ended. */
  #sector = 0;
  #cluster = 0;
  /** The entry here has not been looked at. */
  #isNew = true;

  constructor(
    private readonly disk: FatDisk,
    readonly start: number,
  ) {
    this.#seek(0);
  }

  /**
   * Returns the next entry that names something, or that matches; it is then in the window. Null at the end. No objects are made for the
   * entries that are passed over.
   */
  next(withDots = false, matches: Matches | null = null): FatEntry | null {
    const long = new LongName();
    while (this.#sector !== 0 && (this.#isNew || this.#advance(false))) {
      this.#isNew = false;
      this.disk.move(this.#sector);
      const found = this.#look(long, matches, withDots);
      if (found === 'end') break;
      if (found !== null) return found;
    }
    this.#sector = 0;
    return null;
  }

  /** Returns the entry of a name; null if there is none. */
  find(name: FatName): FatEntry | null {
    const wanted = foldName(name.long);
    return this.#search((long, short) => (long !== null && foldName(long) === wanted) || (!name.isLossy && isSame(short, name.short)));
  }

  /** Makes an entry for a name that is not there, blank except for the name, and puts it in the window; returns its place. */
  register(name: FatName): FatEntry {
    const short = name.isLossy ? this.#freeNumber(name) : name.short;
    const parts = name.needsLong ? Math.ceil(name.long.length / LONG_NAME_PART) : 0;
    const first = this.#reserve(parts + 1);
    this.#seek(first);
    for (let part = parts; part > 0; part--) {
      this.disk.move(this.#sector);
      this.#putLong(name.long, part, part === parts, shortNameSum(short));
      this.#advance(false);
    }
    const { disk } = this;
    disk.move(this.#sector);
    const at = this.#at;
    disk.window.fill(0, at, at + ENTRY_BYTES);
    disk.window.set(short, at);
    disk.window[at + FIELD.small] = name.small;
    disk.touch();
    return this.#entry(first, name.needsLong ? name.long : null);
  }

  /** Frees the entries of a name. */
  remove({ first, last }: FatEntry): void {
    this.#seek(first);
    for (;;) {
      this.disk.move(this.#sector);
      this.disk.window[this.#at] = FREE;
      this.disk.touch();
      if (this.#offset >= last) return;
      if (!this.#advance(false)) throw new FileError(EIO);
    }
  }

  get #at(): number {
    return this.#offset % this.disk.layout.sectorSize;
  }

  #search(matches: Matches): FatEntry | null {
    this.#seek(0);
    return this.next(true, matches);
  }

  /** Returns the entry that ends here; null if it names nothing, or does not match. */
  #look(long: LongName, matches: Matches | null, withDots: boolean): FatEntry | 'end' | null {
    const { view } = this.disk;
    const at = this.#at;
    const mark = view.getUint8(at);
    const attributes = view.getUint8(at + FIELD.attributes) & MASK;
    if (mark === 0) return 'end';
    if (mark !== FREE && attributes === LONG_NAME) {
      long.take(view, at, this.#offset);
      return null;
    }
    if (mark === FREE || (attributes & ATTRIBUTE.label) !== 0 || (mark === DOT && !withDots)) {
      long.drop();
      return null;
    }
    const short = this.disk.window.subarray(at, at + 11);
    const name = long.nameOf(short);
    if (matches !== null && !matches(name, short)) {
      long.drop();
      return null;
    }
    return this.#entry(name === null ? this.#offset : long.first, name);
  }

  /** Returns the entry whose last part is here, in the window. */
  #entry(first: number, long: string | null): FatEntry {
    const { disk } = this;
    const at = this.#at;
    const view = new DataView(disk.window.slice(at, at + ENTRY_BYTES).buffer);
    return { first, last: this.#offset, sector: disk.sector, at, view, long };
  }

  #putLong(name: string, part: number, isLast: boolean, sum: number): void {
    const { disk } = this;
    const at = this.#at;
    const from = (part - 1) * LONG_NAME_PART;
    disk.window.fill(0, at, at + ENTRY_BYTES);
    for (const [i, place] of CHARACTERS_AT.entries()) {
      const unit = from + i < name.length ? name.charCodeAt(from + i) : from + i === name.length ? 0 : 0xffff;
      disk.view.setUint16(at + place, unit, true);
    }
    disk.window[at] = part | (isLast ? LAST_PART : 0);
    disk.window[at + FIELD.attributes] = LONG_NAME;
    disk.window[at + SUM_AT] = sum;
    disk.touch();
  }

  #freeNumber(name: FatName): Uint8Array {
    for (let number = 1; number < MOST_NUMBERS; number++) {
      const short = numberedName(name, number);
      if (this.#search((_long, other) => isSame(other, short)) === null) return short;
    }
    throw new FileError(EACCES);
  }

  /** Returns the offset of `count` consecutive free entries; the folder grows if necessary. Raises EACCES if it cannot. */
  #reserve(count: number): number {
    this.#seek(0);
    for (let free = 0; ; ) {
      this.disk.move(this.#sector);
      const mark = this.disk.window[this.#at];
      free = mark === FREE || mark === 0 ? free + 1 : 0;
      if (free === count) return this.#offset - (count - 1) * ENTRY_BYTES;
      if (!this.#advance(true)) throw new FileError(EACCES);
    }
  }

  #seek(offset: number): void {
    const { disk } = this;
    const { layout } = disk;
    let rest = offset;
    let cluster = this.start === 0 && layout.bits === 32 ? layout.root : this.start;
    this.#offset = offset;
    this.#isNew = true;
    if (cluster === 0) {
      if (offset / ENTRY_BYTES >= layout.rootEntries) throw new FileError(EIO);
      this.#sector = layout.root;
    } else {
      for (; rest >= disk.clusterBytes; rest -= disk.clusterBytes) cluster = disk.next(cluster);
      this.#sector = disk.sectorOf(cluster);
    }
    this.#cluster = cluster;
    this.#sector += Math.floor(rest / layout.sectorSize);
  }

  /** Goes to the next place for an entry. Returns false at the end of the folder, which grows if `mayGrow` is true. */
  #advance(mayGrow: boolean): boolean {
    const { disk } = this;
    const { sectorSize, clusterSectors, rootEntries } = disk.layout;
    const offset = this.#offset + ENTRY_BYTES;
    if (offset >= LONGEST_FOLDER) return false;
    if (offset % sectorSize === 0) {
      if (this.#cluster === 0) {
        if (offset / ENTRY_BYTES >= rootEntries) return false;
        this.#sector++;
      } else if ((offset / sectorSize) % clusterSectors !== 0) this.#sector++;
      else if (!this.#enterCluster(mayGrow)) return false;
    }
    this.#offset = offset;
    return true;
  }

  #enterCluster(mayGrow: boolean): boolean {
    const { disk } = this;
    let cluster = disk.next(this.#cluster);
    if (cluster === 0) throw new FileError(EIO);
    if (!disk.isCluster(cluster)) {
      const grown = mayGrow ? disk.extend(this.#cluster) : null;
      if (grown === null) return false;
      disk.clear(grown);
      cluster = grown;
    }
    this.#cluster = cluster;
    this.#sector = disk.sectorOf(cluster);
    return true;
  }
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.every((byte, i) => other[i] === byte);
}

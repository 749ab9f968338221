/**
 * The interned strings of a machine (`py/qstr.c`). MicroPython numbers every name that it knows: first a fixed list, then the names of its
 * own modules in alphabetical order, then a program's names as it reads them. `dir()` and the proposals of Tab have this order. A
 * program's names take memory that is never freed: chunks for their texts, and tables that double.
 */
import { STATIC_NAMES } from '../bytecode/static-names.js';
import { allocate, extend, heap, release, wholeBlocks } from './charge.js';
import type { Entry } from './table-slots.js';

/** The names of operators, which follow the static names. */
const OPERATORS = `
  __abs__ __add__ __and__ __bool__ __complex__ __contains__ __delete__ __divmod__ __eq__ __float__ __floordiv__ __ge__ __get__ __gt__
  __iadd__ __iand__ __ifloordiv__ __ilshift__ __imatmul__ __imod__ __imul__ __invert__ __ior__ __ipow__ __irshift__ __isub__ __itruediv__
  __ixor__ __le__ __lshift__ __lt__ __matmul__ __mod__ __mul__ __ne__ __neg__ __or__ __pos__ __pow__ __radd__ __rand__ __rfloordiv__
  __rlshift__ __rmatmul__ __rmod__ __rmul__ __ror__ __rpow__ __rrshift__ __rshift__ __rsub__ __rtruediv__ __rxor__ __set__ __sizeof__
  __sub__ __truediv__ __xor__`;

/** The names of the fixed list (`py/makeqstrdata.py`), with their places. */
const FIXED: ReadonlyMap<string, number> = new Map([...STATIC_NAMES, ...OPERATORS.trim().split(/\s+/)].map((name, place) => [name, place]));

/** Number of names in the first table of a program; each further table holds twice as many (MICROPY_ALLOC_QSTR_ENTRIES_INIT). */
const FIRST_TABLE = 20;
/** Size of a table's head, and of its entry for each name (address, hash, length), in bytes. */
const TABLE_BYTES = 24;
const ENTRY_BYTES = 4 + 2 + 1;
/** Size of a chunk of texts in bytes (MICROPY_ALLOC_QSTR_CHUNK_INIT). */
const CHUNK_BYTES = 128;

/** What `micropython.qstr_info` reports about a program's names. */
interface NameStatistics {
  readonly tables: number;
  readonly names: number;
  readonly textBytes: number;
  readonly totalBytes: number;
}

/** Maximum length of a firmware's names, in characters. */
const LONGEST_OF_FIRMWARE = 32;

/** Number of different outlines. */
const OUTLINES = 1 << 14;
/** Outlines are made only after this many lookups, because making them takes longer than so few lookups. */
const FEW = 500;

/** A quick hash of a text: its length, its first and its last character. */
function outline(text: string): number {
  const { length } = text;
  return ((length * 31 + text.charCodeAt(0)) * 127 + text.charCodeAt(length - 1)) & (OUTLINES - 1);
}

/** All names that a firmware knows without a program, by the names of its own modules. Kept because each reset makes a new pool. */
const firmwares = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();

function namesOf(firmware: ReadonlySet<string>): ReadonlySet<string> {
  const names = firmwares.get(firmware) ?? new Set([...firmware, ...FIXED.keys()]);
  firmwares.set(firmware, names);
  return names;
}

/** The names that one machine knows. */
export class NamePool {
  /** The program's names, with their places. */
  readonly #noted = new Map<string, number>();
  /** The names known without a program; null until first needed. */
  #given: ReadonlySet<string> | null = null;
  /** 1 for each outline that a name has. Most texts have a different outline and need not be hashed or looked up. Null at first. */
  #outlines: Uint8Array | null = null;
  /** Number of texts that have been looked up without outlines. */
  #lookedUp = 0;
  /** Maximum length of a name; at first that of the firmware's names. */
  #longest = LONGEST_OF_FIRMWARE;
  /** The name that was last found by `knowsName`: the same attribute is often read and then stored. */
  #known: string | null = null;
  /** 1 for the ASCII characters that are names; these are looked up most often. */
  readonly #characters = new Uint8Array(128);
  /** Number of names that each table has room for, newest table last; and the number of names in the newest table. */
  readonly #tables: number[] = [];
  #filled = 0;
  /** The chunk that takes new texts. `mark` is the value of `heap.used` when it got its size. */
  #chunk: { size: number; used: number; mark: number } | null = null;
  #textBytes = 0;
  /** What the keys that are names keep, and the others until the pool gets another name. */
  readonly #isName = {};
  #isNoName = {};

  /** `firmware` returns the names of the machine's own modules. It is called only when they are needed. */
  constructor(private readonly firmware: () => ReadonlySet<string>) {}

  /** Returns a pool that also knows this pool's names. Names noted in it are not added to this pool, and nothing is charged for them. */
  branch(): NamePool {
    return new Branch(this);
  }

  /** Notes names in the order in which a program shows them. */
  note(names: Iterable<string>): void {
    for (const name of names) {
      if (this.#noted.has(name)) continue;
      if (!this.knows(name)) {
        this.#store(name);
        this.#isNoName = {};
      }
      this.#noted.set(name, this.#noted.size);
      if (this.#outlines !== null) this.#outlines[outline(name)] = 1;
      this.#longest = Math.max(this.#longest, name.length);
    }
  }

  /** Makes one character a name, as indexing and iterating do. */
  noteCharacter(character: string): void {
    const code = character.charCodeAt(0);
    if (code < 128 && this.#characters[code] === 1) return;
    this.note([character]);
    if (code < 128) this.#characters[code] = 1;
  }

  /** Charges the memory of a new name (`qstr_from_strn`). */
  #store(name: string): void {
    const bytes = name.length + 1;
    const chunk = this.#chunk;
    if (chunk !== null && chunk.used + bytes > chunk.size) {
      if (extend(chunk.size, chunk.size + bytes, chunk.mark)) {
        chunk.size += bytes;
        chunk.mark = heap.used;
      } else {
        release(wholeBlocks(chunk.size) - wholeBlocks(chunk.used));
        this.#chunk = null;
      }
    }
    if (this.#chunk === null) {
      const size = Math.max(CHUNK_BYTES, bytes);
      allocate(size);
      this.#chunk = { size, used: 0, mark: heap.used };
    }
    this.#chunk.used += bytes;
    this.#textBytes += bytes;
    const last = this.#tables.at(-1);
    if (last === undefined || this.#filled === last) {
      const entries = last === undefined ? FIRST_TABLE : 2 * last;
      allocate(tableBytes(entries));
      this.#tables.push(entries);
      this.#filled = 0;
    }
    this.#filled++;
  }

  /** The sizes, in bytes, of the heap objects that hold the program's names. */
  *pieces(): Iterable<number> {
    for (const entries of this.#tables) yield tableBytes(entries);
    const open = this.#chunk;
    let closed = this.#textBytes - (open?.used ?? 0);
    for (; closed > CHUNK_BYTES; closed -= CHUNK_BYTES) yield CHUNK_BYTES;
    yield closed;
    if (open !== null) yield open.size;
  }

  /** What `micropython.qstr_info` reports (`qstr_pool_info`). */
  get statistics(): NameStatistics {
    const tables = this.#tables.reduce((sum, entries) => sum + wholeBlocks(tableBytes(entries)), 0);
    const names = this.#tables.slice(0, -1).reduce((sum, entries) => sum + entries, this.#filled);
    return { tables: this.#tables.length, names, textBytes: this.#textBytes, totalBytes: tables + this.#textBytes };
  }

  /** The program's names in the order in which the firmware shows them: table by table, the newest first. */
  *own(): Iterable<string> {
    const names = [...this.#noted.keys()].filter((name) => !FIXED.has(name) && !this.firmware().has(name));
    let end = names.length;
    for (const [i, entries] of [...this.#tables.entries()].reverse()) {
      const start = end - (i === this.#tables.length - 1 ? this.#filled : entries);
      yield* names.slice(start, end);
      end = start;
    }
  }

  /** Whether a text is one of the names. Then the firmware has an interned string for it and makes no new one (`qstr_find_strn`). */
  knows(text: string): boolean {
    // A longer text is not even hashed, so that a text which grows piece by piece stays cheap.
    if (text.length > this.#longest) return false;
    if (this.#outlines === null) {
      if (this.#lookedUp++ < FEW) return this.#has(text);
      this.#outlines = new Uint8Array(OUTLINES);
      for (const name of this.#names()) this.#outlines[outline(name)] = 1;
    }
    return this.#outlines[outline(text)] === 1 && this.#has(text);
  }

  /** The same for a text that most likely is a name, so that checking its outline would not help. */
  knowsName(name: string): boolean {
    if (name === this.#known) return true;
    if (name.length > this.#longest || !this.#has(name)) return false;
    this.#known = name;
    return true;
  }

  /** The same for the key of an entry, a text. The entry keeps the answer: no as long as the pool gets no name, yes for ever. */
  knowsKey(entry: Entry): boolean {
    if (entry.known === this.#isNoName) return false;
    if (entry.known === this.#isName) return true;
    const knows = this.knows(entry.key as string);
    entry.known = knows ? this.#isName : this.#isNoName;
    return knows;
  }

  #has(text: string): boolean {
    this.#given ??= namesOf(this.firmware());
    return this.#noted.has(text) || this.#given.has(text);
  }

  *#names(): Iterable<string> {
    this.#given ??= namesOf(this.firmware());
    yield* this.#given;
    for (const name of this.#noted.keys()) if (!this.#given.has(name)) yield name;
  }

  /** All names, in the pool's order. */
  all(): string[] {
    return this.sorted(this.#names());
  }

  /** Returns these names, each once, in the pool's order. Names that no source has shown come last. */
  sorted(names: Iterable<string>): string[] {
    const firmware = this.firmware();
    const own: string[] = [];
    const others: string[] = [];
    const fixed: string[] = [];
    for (const name of new Set(names)) (FIXED.has(name) ? fixed : firmware.has(name) ? own : others).push(name);
    const place = (table: ReadonlyMap<string, number>, name: string): number => table.get(name) ?? table.size;
    fixed.sort((a, b) => place(FIXED, a) - place(FIXED, b));
    own.sort((a, b) => (a < b ? -1 : 1));
    others.sort((a, b) => place(this.#noted, a) - place(this.#noted, b));
    return [...fixed, ...own, ...others];
  }
}

class Branch extends NamePool {
  readonly #more = new Set<string>();

  constructor(private readonly base: NamePool) {
    super(() => new Set());
  }

  override note(names: Iterable<string>): void {
    for (const name of names) if (!this.base.knows(name)) this.#more.add(name);
  }

  override noteCharacter(character: string): void {
    this.note([character]);
  }

  override knows(text: string): boolean {
    return this.base.knows(text) || this.#more.has(text);
  }

  override knowsKey({ key }: Entry): boolean {
    return this.knows(key as string);
  }

  override knowsName(name: string): boolean {
    return this.base.knowsName(name) || this.#more.has(name);
  }

  override pieces(): Iterable<number> {
    return this.base.pieces();
  }

  override get statistics(): NameStatistics {
    return this.base.statistics;
  }

  override own(): Iterable<string> {
    return this.base.own();
  }

  override sorted(names: Iterable<string>): string[] {
    return this.base.sorted(names);
  }
}

const tableBytes = (entries: number): number => TABLE_BYTES + ENTRY_BYTES * entries;

/** The names of the running machine. */
export let knownNames = new NamePool(() => new Set());

/** Sets the names of the running machine, among which new strings are looked up. */
export function useNames(names: NamePool): void {
  knownNames = names;
}

/**
 * The hash table that underlies dict, set, modules, classes and instances (`py/map.c`).
 *
 * Plain keys (str, int, bool) are looked up with JavaScript's equality. The order of iteration is MicroPython's, by slot of an
 * open-addressing table. This layout is computed when it is first needed (for an iteration, a deletion, or any other kind of key) and kept
 * up to date from then on. Other keys are found by probing the layout, as in the firmware, because their equality may be anything.
 * An entry is updated in place, so code that holds one (for a module's global, a class attribute) sees every later value. The value of a
 * removed entry is `undefined`.
 */
import { allocate, heap, release } from './charge.js';
import { canonical, PlainEntries } from './plain-entries.js';
import { Entry, find, grownSize, hashOf, layOut, place, REMOVED, rehash, rules, type Slots, UNKNOWN, vacate } from './table-slots.js';
import type { Value } from './value.js';

/**
 * `dict`: a hash table. `set`: a hash table without values, which compares keys only by equality. `ordered`: in order of insertion and
 * searched linearly; keys need no hash. `fixed`: the same for names in flash, without using memory.
 */
type Form = 'dict' | 'set' | 'ordered' | 'fixed';

const SLOT_BYTES: Readonly<Record<Form, number>> = { dict: 8, set: 4, ordered: 8, fixed: 0 };

export class Table {
  /** Number of items. */
  size = 0;
  /** True if Python code must not change it: names in flash, and tables shown by `__dict__`. Enforced by `dict`'s methods, not here. */
  isFixed: boolean;
  /** Current number of slots of the firmware's table. */
  alloc: number;
  /** Incremented whenever a key appears or disappears; null if that is not needed. */
  changes: { value: number } | null = null;
  /** Entries with plain keys, in order of insertion until the layout is computed. */
  private readonly plain = new PlainEntries();
  /** The layout; null until it is needed. For an ordered table, its entries without gaps. */
  private slots: Slots | null = null;
  /** Number of slots before the first insertion, needed to compute the layout. */
  private initial: number;
  /** Number of keys that are not plain. They are only in `slots`. */
  private others = 0;
  /** Number of keys that are not strings. */
  private notNames = 0;
  /** False once a key is known to be no interned string; reset when the table grows. If true, `hasInternedKeysOnly` must be called. */
  private onlyNames = true;
  /** True once the present keys have been checked to be interned; later keys are checked when they are added. */
  private areInterned = false;
  /** No slot below this one is filled. */
  private firstFilled = 0;

  constructor(
    alloc = 0,
    readonly form: Form = 'dict',
  ) {
    this.alloc = this.initial = alloc;
    this.isFixed = form === 'fixed';
    if (alloc > 0) allocate(alloc * SLOT_BYTES[form], 'dict');
  }

  /** Size of its slots on the board, in bytes. */
  get bytes(): number {
    return this.alloc * SLOT_BYTES[this.form];
  }

  /** Entry of a name. Never calls Python. */
  getName(name: string): Entry | undefined {
    return this.plain.get(name);
  }

  setName(name: string, value: Value): Entry {
    const entry = this.plain.get(name);
    if (entry === undefined) return this.others === 0 ? this.insert(name, value, UNKNOWN) : this.setProbing(name, value);
    entry.value = value;
    return entry;
  }

  /** Removes a name. Returns its value, or undefined if there was none. */
  deleteName(name: string): Value | undefined {
    const entry = this.plain.get(name);
    return entry === undefined ? undefined : this.remove(entry);
  }

  /** Entry of any key. Raises TypeError for an unhashable key where the firmware does. */
  get(key: Value): Entry | undefined {
    if (typeof key !== 'object') {
      const entry = this.plain.get(canonical(key));
      if (entry !== undefined || this.others === 0) return entry;
    }
    if (this.alloc === 0 || this.hasInternedKeysOnly()) return undefined;
    return this.isOrdered ? this.searchOrdered(key) : find(this.layout(), key, rules.hash(key) >>> 0, this.form !== 'set');
  }

  /** Sets an item. An existing entry keeps its key. */
  set(key: Value, value: Value): Entry {
    let entry: Entry | undefined;
    if (typeof key !== 'object') entry = this.plain.get(canonical(key));
    if (entry === undefined && (typeof key === 'object' || this.others > 0)) {
      if (!this.isOrdered) return this.setProbing(key, value);
      entry = this.searchOrdered(key);
    }
    if (entry === undefined) return this.insert(key, value, UNKNOWN);
    entry.value = value;
    return entry;
  }

  /** Whether an item with this key can certainly be set without more memory, and without calling Python code. */
  takesInPlace(key: Value): boolean {
    return typeof key !== 'object' && this.others === 0 && this.size < this.alloc;
  }

  /** Removes an item. Returns its value, or undefined if there was none. */
  delete(key: Value): Value | undefined {
    const entry = this.get(key);
    return entry === undefined ? undefined : this.remove(entry);
  }

  clear(): void {
    release(this.bytes);
    this.empty(0);
  }

  /** Makes a table of the same layout with its own entries. */
  copy(): Table {
    const copy = new Table(this.alloc, this.form === 'fixed' ? 'ordered' : this.form);
    copy.mirror(this);
    return copy;
  }

  /**
   * Index of the first filled slot at or after `from`, or −1 at the end. Together with `entryAt` it iterates over the table in MicroPython's
   * order, even if the table changes meanwhile.
   */
  nextIndex(from: number): number {
    const slots = this.layout();
    for (let i = from; i < slots.length; i++) {
      const entry = slots[i];
      if (entry !== undefined && entry !== REMOVED) return i;
    }
    return -1;
  }

  /** The entry at an index that `nextIndex` has just returned. */
  entryAt(index: number): Entry {
    return (this.slots as Slots)[index] as Entry;
  }

  /** The entries in MicroPython's order of iteration. */
  *ordered(): Generator<Entry, void, undefined> {
    for (let i = this.nextIndex(0); i >= 0; i = this.nextIndex(i + 1)) yield this.entryAt(i);
  }

  /** Removes and returns the item that `popitem()` and `set.pop()` remove: the first one by slot, or the last one of an ordered table. */
  pop(): { readonly key: Value; readonly value: Value } | undefined {
    if (this.size === 0) return undefined;
    const slots = this.layout();
    let at = slots.length - 1;
    if (!this.isOrdered) {
      at = this.nextIndex(this.firstFilled);
      this.firstFilled = at;
    }
    const entry = slots[at] as Entry;
    const { key, value } = entry;
    this.forget(entry);
    if (this.isOrdered) slots.pop();
    else if (this.form === 'dict') slots[at] = REMOVED;
    else vacate(slots, at);
    return { key, value: value as Value };
  }

  private get isOrdered(): boolean {
    return this.form === 'ordered' || this.form === 'fixed';
  }

  /**
   * Whether the firmware knows that all keys are interned strings. Then it does not even hash any other key to look it up. The firmware
   * notes this with every key (`all_keys_are_qstrs`); here it is needed so rarely that it is determined on demand.
   */
  private hasInternedKeysOnly(): boolean {
    if (this.form !== 'dict' || !this.onlyNames) return false;
    if (!this.areInterned) {
      this.areInterned = true;
      for (const { key } of this.plain.all()) this.noteName(key as string);
    }
    return this.onlyNames;
  }

  private noteName(key: string): void {
    if (this.onlyNames && !rules.isInterned(key)) this.onlyNames = false;
  }

  private searchOrdered(key: Value): Entry | undefined {
    return this.layout().find((entry) => (entry as Entry).key === key || rules.equals((entry as Entry).key, key));
  }

  private insert(key: Value, value: Value, hash: number): Entry {
    if (this.changes !== null) this.changes.value++;
    const entry = new Entry(key, value);
    entry.hash = hash;
    if (this.size === this.alloc) this.grow();
    if (typeof key === 'object') this.others++;
    else this.plain.add(entry);
    if (typeof key !== 'string') {
      this.notNames++;
      this.onlyNames = false;
    } else if (this.areInterned) this.noteName(key);
    this.size++;
    if (this.slots === null) return entry;
    if (this.isOrdered) this.slots.push(entry);
    else this.firstFilled = Math.min(this.firstFilled, place(this.slots, entry));
    return entry;
  }

  /** Sets an item of a hash table by probing. */
  private setProbing(key: Value, value: Value): Entry {
    this.layout();
    if (this.alloc === 0) this.grow();
    const hash = rules.hash(key) >>> 0;
    for (;;) {
      const entry = this.hasInternedKeysOnly() ? undefined : find(this.layout(), key, hash, this.form !== 'set');
      if (entry !== undefined) {
        entry.value = value;
        return entry;
      }
      if (this.size < this.alloc) return this.insert(key, value, hash);
      this.grow();
    }
  }

  private grow(): void {
    const before = this.bytes;
    const alloc = this.isOrdered ? this.alloc + 4 : grownSize(this.alloc);
    if (this.form !== 'fixed') allocate(alloc * SLOT_BYTES[this.form], 'entry');
    if (this.others > 0 && !this.isOrdered) this.refill(alloc);
    else {
      this.alloc = alloc;
      if (!this.isOrdered) this.spread();
    }
    release(before);
  }

  /** Gives the entries their places after growing. Their keys are plain. */
  private spread(): void {
    this.onlyNames = this.notNames === 0;
    this.areInterned = false;
    if (this.slots === null) return;
    this.slots = rehash(this.slots);
    this.firstFilled = 0;
  }

  /**
   * Grows by setting every item anew, as the firmware does. Keys of the program's own are hashed and compared again, and meanwhile their
   * methods find only the items that have been set. If one raises, the others are lost.
   */
  private refill(alloc: number): void {
    const old = new Table(0, this.form);
    old.mirror(this);
    this.empty(alloc);
    heap.filled.push(old);
    try {
      for (const { key, value } of old.ordered()) this.set(key, value as Value);
    } finally {
      heap.filled.pop();
    }
  }

  /** Removes all items and leaves this number of slots. */
  private empty(alloc: number): void {
    if (this.changes !== null) this.changes.value++;
    for (const entry of this.plain.all()) entry.value = undefined;
    if (this.others > 0) for (const entry of this.slots as Slots) if (entry !== undefined) entry.value = undefined;
    this.plain.clear();
    this.slots = null;
    this.alloc = this.initial = alloc;
    this.size = this.others = this.notNames = this.firstFilled = 0;
    this.onlyNames = true;
    this.areInterned = false;
  }

  /** Gets the items and the layout of another table. Must be empty. */
  private mirror(other: Table): void {
    this.alloc = other.alloc;
    this.initial = other.initial;
    this.size = other.size;
    this.others = other.others;
    this.notNames = other.notNames;
    this.onlyNames = other.onlyNames;
    this.areInterned = other.areInterned;
    const twin = (entry: Entry): Entry => {
      const made = new Entry(entry.key, entry.value);
      made.hash = entry.hash;
      if (typeof entry.key !== 'object') this.plain.add(made);
      return made;
    };
    if (other.slots === null) for (const entry of other.plain.all()) twin(entry);
    else this.slots = other.slots.map((entry) => (entry === undefined || entry === REMOVED ? entry : twin(entry)));
  }

  private layout(): Slots {
    if (this.slots === null) {
      const entries = this.plain.all();
      this.slots = this.isOrdered ? [...entries] : layOut(entries, this.initial);
    }
    return this.slots;
  }

  private remove(entry: Entry): Value | undefined {
    const { value } = entry;
    if (value === undefined) return undefined; // A comparison of keys has already removed it.
    const slots = this.layout();
    this.forget(entry);
    if (this.isOrdered) {
      slots.splice(slots.indexOf(entry), 1);
      return value;
    }
    let at = hashOf(entry) % slots.length;
    while (slots[at] !== entry) if (++at === slots.length) at = 0;
    vacate(slots, at);
    return value;
  }

  private forget(entry: Entry): void {
    if (this.changes !== null) this.changes.value++;
    entry.value = undefined;
    this.size--;
    if (typeof entry.key === 'object') this.others--;
    else this.plain.delete(entry);
    if (typeof entry.key !== 'string') this.notNames--;
    else if (!this.areInterned) this.noteName(entry.key);
  }
}

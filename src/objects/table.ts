/**
 * The hash table below dict, set, modules, classes and instances (`py/map.c`).
 *
 * Plain keys (str, int, bool) are looked up as JavaScript does. Order of iteration is MicroPython's, by slot of an open-addressing
 * table; that layout is worked out when it is first needed (somebody iterates, deletes, or uses any other kind of key) and kept up
 * from then on. Other keys are found by probing the layout, as the firmware does, because their equality may be anything.
 * An entry is updated in place, so whoever holds one (a module's global, a class attribute) sees every later value; a removed
 * entry's value is `undefined`.
 */
import { allocate, release } from './charge.js';
import { canonical, PlainEntries } from './plain-entries.js';
import { Entry, emptySlots, grownSize, hashOf, place, REMOVED, rehash, rules, type Slots, UNKNOWN, vacate } from './table-slots.js';
import type { Value } from './value.js';

/**
 * `dict`: a hash table. `set`: one without values; it compares keys by equality alone. `ordered`: in order of insertion, searched
 * linearly, keys need no hash. `fixed`: the same for names in flash, costs no memory.
 */
type Form = 'dict' | 'set' | 'ordered' | 'fixed';

const SLOT_BYTES: Readonly<Record<Form, number>> = { dict: 8, set: 4, ordered: 8, fixed: 0 };

export class Table {
  /** Number of items. */
  size = 0;
  /** Whether Python code must not change it: names in flash, and the tables that `__dict__` shows. Kept by `dict`'s methods, not here. */
  isFixed: boolean;
  /** Number of slots that the firmware's table has now. */
  alloc: number;
  /** Counted up whenever a key appears or disappears; null if nobody wants to know. */
  changes: { value: number } | null = null;
  /** Entries with plain keys, in order of insertion until the layout is worked out. */
  private readonly plain = new PlainEntries();
  /** The layout; null until it is needed. Of an ordered table: its entries without gaps. */
  private slots: Slots | null = null;
  /** Slots before the first insertion, to work the layout out. */
  private initial: number;
  /** How many keys are not plain. They are in `slots` only. */
  private others = 0;
  /** How many keys are not strings. */
  private notNames = 0;
  /** Whether all keys are strings since the table was made or has grown; then `hasInternedKeysOnly` is to be asked. */
  private onlyNames = true;
  /** They have been found to be interned, all of them. */
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

  /** Bytes of its slots on the board. */
  get bytes(): number {
    return this.alloc * SLOT_BYTES[this.form];
  }

  /** Entry of a name. Never calls Python. */
  getName(name: string): Entry | undefined {
    return this.plain.get(name);
  }

  setName(name: string, value: Value): Entry {
    const entry = this.plain.get(name);
    if (entry === undefined) return this.insert(name, value, UNKNOWN);
    entry.value = value;
    return entry;
  }

  /** Removes a name; its value, or undefined if there is none. */
  deleteName(name: string): Value | undefined {
    const entry = this.plain.get(name);
    return entry === undefined ? undefined : this.remove(entry);
  }

  /** Entry of any key. Raises TypeError for one that has no hash where the firmware does. */
  get(key: Value): Entry | undefined {
    if (typeof key !== 'object') {
      const entry = this.plain.get(canonical(key));
      if (entry !== undefined || this.others === 0) return entry;
    }
    if (this.alloc === 0 || this.hasInternedKeysOnly()) return undefined;
    return this.isOrdered ? this.searchOrdered(key) : this.probe(key, rules.hash(key) >>> 0);
  }

  /** Sets an item; an entry that stands keeps its key. */
  set(key: Value, value: Value): Entry {
    let hash = UNKNOWN;
    let entry: Entry | undefined;
    if (typeof key !== 'object') entry = this.plain.get(canonical(key));
    if (entry === undefined && (typeof key === 'object' || this.others > 0)) {
      if (this.isOrdered) entry = this.searchOrdered(key);
      else {
        hash = rules.hash(key) >>> 0;
        if (this.alloc > 0 && !this.hasInternedKeysOnly()) entry = this.probe(key, hash);
      }
    }
    if (entry === undefined) return this.insert(key, value, hash);
    entry.value = value;
    return entry;
  }

  /** Removes an item; its value, or undefined if there is none. */
  delete(key: Value): Value | undefined {
    const entry = this.get(key);
    return entry === undefined ? undefined : this.remove(entry);
  }

  clear(): void {
    if (this.changes !== null) this.changes.value++;
    for (const entry of this.plain.all()) entry.value = undefined;
    if (this.others > 0) for (const entry of this.slots as Slots) if (entry !== undefined) entry.value = undefined;
    release(this.alloc * SLOT_BYTES[this.form]);
    this.plain.clear();
    this.slots = null;
    this.size = this.alloc = this.initial = this.others = this.notNames = this.firstFilled = 0;
    this.onlyNames = true;
    this.areInterned = false;
  }

  /** A table of the same layout with entries of its own. */
  copy(): Table {
    const copy = new Table(this.alloc, this.form === 'fixed' ? 'ordered' : this.form);
    copy.initial = this.initial;
    copy.size = this.size;
    copy.others = this.others;
    copy.notNames = this.notNames;
    copy.onlyNames = this.onlyNames;
    copy.areInterned = this.areInterned;
    const twin = (entry: Entry): Entry => {
      const made = new Entry(entry.key, entry.value);
      made.hash = entry.hash;
      if (typeof entry.key !== 'object') copy.plain.add(made);
      return made;
    };
    if (this.slots === null) for (const entry of this.plain.all()) twin(entry);
    else copy.slots = this.slots.map((entry) => (entry === undefined || entry === REMOVED ? entry : twin(entry)));
    return copy;
  }

  /** Index of the first filled slot at or after `from`, −1 at the end. With `entryAt` this walks the table in MicroPython's order, whatever happens to it meanwhile. */
  nextIndex(from: number): number {
    const slots = this.layout();
    for (let i = from; i < slots.length; i++) {
      const entry = slots[i];
      if (entry !== undefined && entry !== REMOVED) return i;
    }
    return -1;
  }

  /** The entry at an index that `nextIndex` has just given. */
  entryAt(index: number): Entry {
    return (this.slots as Slots)[index] as Entry;
  }

  /** The entries in MicroPython's order of iteration. */
  *ordered(): Generator<Entry, void, undefined> {
    for (let i = this.nextIndex(0); i >= 0; i = this.nextIndex(i + 1)) yield this.entryAt(i);
  }

  /** Removes and gives the item that `popitem()` and `set.pop()` do: the first by slot; the last of an ordered table. */
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
   * Whether the firmware knows all keys to be interned strings; then no other key is even hashed to be looked up. It notes that with every
   * key (`all_keys_are_qstrs`); who needs to know it here is so rare that it is found out for him.
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

  private probe(key: Value, hash: number): Entry | undefined {
    const slots = this.layout();
    const bySame = this.form !== 'set';
    let at = hash % slots.length;
    for (let left = slots.length; left > 0; left--) {
      const entry = slots[at];
      if (entry === undefined) return undefined;
      if (entry !== REMOVED && ((bySame && entry.key === key) || rules.equals(entry.key, key))) return entry;
      if (++at === slots.length) at = 0;
    }
    return undefined;
  }

  private insert(key: Value, value: Value, hash: number): Entry {
    if (this.changes !== null) this.changes.value++;
    const entry = new Entry(key, value);
    entry.hash = hash;
    if (typeof key === 'object') this.layout();
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

  private grow(): void {
    const old = this.alloc;
    const alloc = this.isOrdered ? old + 4 : grownSize(old);
    const bytes = SLOT_BYTES[this.form];
    if (bytes > 0) {
      allocate(alloc * bytes, 'entry');
      release(old * bytes);
    }
    this.alloc = alloc;
    if (this.isOrdered) return;
    this.onlyNames = this.notNames === 0;
    this.areInterned = false;
    if (this.slots !== null) {
      this.slots = rehash(this.slots);
      this.firstFilled = 0;
    }
  }

  private layout(): Slots {
    if (this.slots === null) {
      if (this.isOrdered) this.slots = [...this.plain.all()];
      else {
        let slots = emptySlots(this.initial);
        let filled = 0;
        for (const entry of this.plain.all()) {
          if (filled++ === slots.length) slots = rehash(slots);
          place(slots, entry);
        }
        this.slots = slots;
      }
    }
    return this.slots;
  }

  private remove(entry: Entry): Value | undefined {
    const { value } = entry;
    if (value === undefined) return undefined; // Comparing keys has removed it already.
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

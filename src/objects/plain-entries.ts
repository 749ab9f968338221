/** The entries of a table with plain keys (str, int, bool), which are looked up with JavaScript's equality. */
import type { Entry } from './table-slots.js';
import type { Value } from './value.js';

/** The key under which a plain key is looked up: a bool becomes an int. */
export function canonical(key: Value): Value {
  return typeof key === 'boolean' ? Number(key) : key;
}

/** Up to this number of entries are searched one by one: making a Map would take longer than such a table is used. */
const FEW = 8;

/** Entries by plain key, where True is 1. They are iterated in order of insertion. */
export class PlainEntries {
  /** All entries while `map` is null. */
  private readonly few: Entry[] = [];
  private map: Map<Value, Entry> | null = null;

  /** The entry of a canonical key. */
  get(key: Value): Entry | undefined {
    if (this.map !== null) return this.map.get(key);
    const { few } = this;
    // V8 compares values that it knows to be numbers at once.
    if (typeof key === 'number') {
      for (let i = 0; i < few.length; i++) {
        const other = (few[i] as Entry).key;
        if (typeof other === 'number' && other === key) return few[i];
      }
    } else for (let i = 0; i < few.length; i++) if ((few[i] as Entry).key === key) return few[i];
    return undefined;
  }

  /** Adds an entry whose key is not yet present. */
  add(entry: Entry): void {
    if (this.map === null && this.few.length < FEW && typeof entry.key !== 'boolean') this.few.push(entry);
    else this.asMap().set(canonical(entry.key), entry);
  }

  /** Removes an entry that is present. */
  delete(entry: Entry): void {
    if (this.map !== null) this.map.delete(canonical(entry.key));
    else this.few.splice(this.few.indexOf(entry), 1);
  }

  clear(): void {
    this.few.length = 0;
    this.map = null;
  }

  all(): Iterable<Entry> {
    return this.map === null ? this.few : this.map.values();
  }

  private asMap(): Map<Value, Entry> {
    if (this.map === null) {
      this.map = new Map();
      for (const entry of this.few) this.map.set(entry.key, entry);
      this.few.length = 0;
    }
    return this.map;
  }
}

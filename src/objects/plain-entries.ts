/** The entries of a table that have plain keys: str, int, bool, which are looked up as JavaScript does. */
import type { Entry } from './table-slots.js';
import type { Value } from './value.js';

/** The key by which a plain key is looked up: True is 1. */
export function canonical(key: Value): Value {
  return typeof key === 'boolean' ? Number(key) : key;
}

/** So many entries are searched one by one: a Map takes longer to make than such a table lives. */
const FEW = 8;

/** Entries by plain key, True being 1. They come in order of insertion. */
export class PlainEntries {
  /** All of them while `map` is null. */
  private readonly few: Entry[] = [];
  private map: Map<Value, Entry> | null = null;

  /** The entry of a canonical key. */
  get(key: Value): Entry | undefined {
    if (this.map !== null) return this.map.get(key);
    const { few } = this;
    for (let i = 0; i < few.length; i++) if ((few[i] as Entry).key === key) return few[i];
    return undefined;
  }

  /** Adds an entry whose key is not there. */
  add(entry: Entry): void {
    if (this.map === null && this.few.length < FEW && typeof entry.key !== 'boolean') this.few.push(entry);
    else this.asMap().set(canonical(entry.key), entry);
  }

  /** Removes an entry that is there. */
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

/**
 * The hash table below dict, set, modules, classes and instances (`py/map.c`).
 * Look-up goes through a JavaScript Map from a canonical key to an entry; an entry is updated in place, so whoever holds one
 * (a module's global, a class attribute) sees every later value. A deleted entry's value is `undefined`.
 */
import type { Value } from './value.js';

/** One item. For sets the value is the key. */
export class Entry {
  constructor(
    readonly key: Value,
    public value: Value | undefined,
  ) {}
}

export type CanonicalKey = unknown;

/** Gives the canonical key of a value: equal for equal keys of built-in kinds. Installed by `protocol/hash.ts`. */
export type Canonicalise = (key: Value) => CanonicalKey;
let canonicalise: Canonicalise = (key) => key;
export function setCanonicalise(f: Canonicalise): void {
  canonicalise = f;
}

export class Table {
  readonly map = new Map<CanonicalKey, Entry>();
  get size(): number {
    return this.map.size;
  }
  /** Entry of a name. Never calls Python. */
  getName(name: string): Entry | undefined {
    return this.map.get(name);
  }
  setName(name: string, value: Value): Entry {
    const entry = this.map.get(name);
    if (entry !== undefined) {
      entry.value = value;
      return entry;
    }
    const made = new Entry(name, value);
    this.map.set(name, made);
    return made;
  }
  deleteName(name: string): Entry | undefined {
    const entry = this.map.get(name);
    if (entry === undefined) return undefined;
    this.map.delete(name);
    entry.value = undefined;
    return entry;
  }
  get(key: Value): Entry | undefined {
    return this.map.get(canonicalise(key));
  }
  set(key: Value, value: Value): Entry {
    const canonical = canonicalise(key);
    const entry = this.map.get(canonical);
    if (entry !== undefined) {
      entry.value = value;
      return entry;
    }
    const made = new Entry(key, value);
    this.map.set(canonical, made);
    return made;
  }
  delete(key: Value): Entry | undefined {
    const canonical = canonicalise(key);
    const entry = this.map.get(canonical);
    if (entry !== undefined) {
      this.map.delete(canonical);
    }
    return entry;
  }
  clear(): void {
    for (const entry of this.map.values()) entry.value = undefined;
    this.map.clear();
  }
  /** The entries in MicroPython's order of iteration. */
  ordered(): Iterable<Entry> {
    return this.map.values();
  }
}

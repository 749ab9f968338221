/** A store of texts in memory: a program that is compiled once is available to all runs in one process. */
import type { TextStore } from '../host.js';

/** The most texts that are held; then all are forgotten, since a program may rewrite itself for ever. */
const MOST = 1000;

/** Holds texts in memory in front of another store: texts found there are held, and new texts are stored there as well. */
export class KeptTexts implements TextStore {
  readonly #texts = new Map<string, string>();

  constructor(private readonly base: TextStore | null = null) {}

  get(key: string): string | null {
    const known = this.#texts.get(key);
    if (known !== undefined) return known;
    const found = this.base?.get(key) ?? null;
    if (found !== null) this.#hold(key, found);
    return found;
  }

  set(key: string, value: string): void {
    this.#hold(key, value);
    this.base?.set(key, value);
  }

  #hold(key: string, value: string): void {
    if (this.#texts.size >= MOST) this.#texts.clear();
    this.#texts.set(key, value);
  }
}

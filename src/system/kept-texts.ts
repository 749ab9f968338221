/** A store of texts that lasts as long as it is held: what is compiled once is there for all runs in one process. */
import type { TextStore } from '../host.js';

/** So many texts are held; then all are forgotten: a program may write itself anew for ever. */
const MOST = 1000;

/** Holds what comes to it, and what another store has, which is given the same. */
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

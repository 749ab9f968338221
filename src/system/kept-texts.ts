/** A store of texts that lasts as long as it is held: what is compiled once is there for all runs in one process. */
import type { TextStore } from '../host.js';

/** Forgets nothing. */
export class KeptTexts implements TextStore {
  readonly #texts = new Map<string, string>();

  get(key: string): string | null {
    return this.#texts.get(key) ?? null;
  }

  set(key: string, value: string): void {
    this.#texts.set(key, value);
  }
}

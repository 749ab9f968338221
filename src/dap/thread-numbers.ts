/** Threads by the numbers that clients know them by, in the order in which they were met: those of a copy of the board are those of the board. */
import type { Thread } from '../vm/thread.js';

export class ThreadNumbers {
  /** By their identities. */
  readonly #numbers = new Map<number, number>();

  /** Number and name of a thread. */
  shown({ id, isMain }: Thread): { readonly id: number; readonly name: string } {
    const number = this.#numbers.get(id) ?? this.#numbers.size + 1;
    this.#numbers.set(id, number);
    return { id: number, name: isMain ? 'main thread' : `thread ${id}` };
  }

  /** The one with a number among those that there are; null if there is none. */
  of(number: number, threads: readonly Thread[]): Thread | null {
    return threads.find(({ id }) => this.#numbers.get(id) === number) ?? null;
  }
}

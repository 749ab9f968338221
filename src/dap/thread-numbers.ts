/** The numbers by which clients know threads, in the order in which they were met. They are the same on the board and on its copies. */
import type { Thread } from '../vm/thread.js';

export class ThreadNumbers {
  /** By thread ids. */
  readonly #numbers = new Map<number, number>();

  /** The number and name of a thread. */
  shown({ id, isMain }: Thread): { readonly id: number; readonly name: string } {
    const number = this.#numbers.get(id) ?? this.#numbers.size + 1;
    this.#numbers.set(id, number);
    return { id: number, name: isMain ? 'main thread' : `thread ${id}` };
  }

  /** The one of these threads that has a number; null if there is none. */
  of(number: number, threads: readonly Thread[]): Thread | null {
    return threads.find(({ id }) => this.#numbers.get(id) === number) ?? null;
  }
}

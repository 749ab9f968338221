/** Threads by the numbers that clients know them by, in the order in which they were met. */
import type { Thread } from '../vm/thread.js';

export class ThreadNumbers {
  readonly #numbers = new WeakMap<Thread, number>();
  #count = 0;

  /** Number and name of a thread. */
  shown(thread: Thread): { readonly id: number; readonly name: string } {
    const id = this.#numbers.get(thread) ?? ++this.#count;
    this.#numbers.set(thread, id);
    return { id, name: thread.isMain ? 'main thread' : `thread ${thread.id}` };
  }

  /** The one with a number among those that there are; null if there is none. */
  of(number: number, threads: readonly Thread[]): Thread | null {
    return threads.find((thread) => this.#numbers.get(thread) === number) ?? null;
  }
}

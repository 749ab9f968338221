/** What the client refers to by numbers while the program stands still. 0 refers to nothing. */
export class Handles<T> {
  readonly #items: T[] = [];

  /** A number for something. */
  of(item: T): number {
    return this.#items.push(item);
  }

  /** What a number was given to; undefined if it was to nothing, or before the program went on. */
  get(handle: number): T | undefined {
    return this.#items[handle - 1];
  }
}

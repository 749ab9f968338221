/** Items to which the client refers by numbers while the program stands still. 0 refers to nothing. */
export class Handles<T> {
  readonly #items: T[] = [];

  /** Returns a number for an item. */
  of(item: T): number {
    return this.#items.push(item);
  }

  /** The item with a number; undefined if there is none, or if the number is from before the program continued. */
  get(handle: number): T | undefined {
    return this.#items[handle - 1];
  }
}

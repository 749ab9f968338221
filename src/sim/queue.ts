/** A queue of things that wait for their turn. */

/** An item, and the place after it. */
interface Place<T> {
  readonly item: T;
  next: Place<T> | null;
}

/** First come, first served. Adding and taking cost the same however long the queue is, whereas `shift` of an array moves all other items. */
export class Queue<T> {
  /** The number of items. */
  length = 0;
  #first: Place<T> | null = null;
  #last: Place<T> | null = null;

  /** The item whose turn is next; undefined if the queue is empty. */
  get first(): T | undefined {
    return this.#first?.item;
  }

  /** Adds an item at the end. */
  add(item: T): void {
    const place = { item, next: null };
    if (this.#last === null) this.#first = place;
    else this.#last.next = place;
    this.#last = place;
    this.length++;
  }

  /** Takes the first item; undefined if the queue is empty. */
  take(): T | undefined {
    const place = this.#first;
    if (place === null) return undefined;
    this.#first = place.next;
    if (place.next === null) this.#last = null;
    this.length--;
    return place.item;
  }

  /** Removes all items. */
  clear(): void {
    this.#first = this.#last = null;
    this.length = 0;
  }
}

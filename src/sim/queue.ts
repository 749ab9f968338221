/** Things that wait for their turn. */

/** One of them, and who is behind it. */
interface Place<T> {
  readonly item: T;
  next: Place<T> | null;
}

/** First come, first served. However long the queue is, to add and to take cost the same: `shift` moves all the others. */
export class Queue<T> {
  /** How many wait. */
  length = 0;
  #first: Place<T> | null = null;
  #last: Place<T> | null = null;

  /** Whose turn is next; undefined if nobody waits. */
  get first(): T | undefined {
    return this.#first?.item;
  }

  /** Puts one behind the others. */
  add(item: T): void {
    const place = { item, next: null };
    if (this.#last === null) this.#first = place;
    else this.#last.next = place;
    this.#last = place;
    this.length++;
  }

  /** Takes the first; undefined if nobody waits. */
  take(): T | undefined {
    const place = this.#first;
    if (place === null) return undefined;
    this.#first = place.next;
    if (place.next === null) this.#last = null;
    this.length--;
    return place.item;
  }

  /** Forgets all. */
  clear(): void {
    this.#first = this.#last = null;
    this.length = 0;
  }
}

/** A queue of bytes, which are added in pieces and taken in pieces of other sizes. */
export class ByteQueue {
  #bytes = new Uint8Array(64);
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  /** Appends bytes. The buffer grows by doubling, so each byte is moved a few times at most, however many there are. */
  add(bytes: Uint8Array): void {
    if (this.#end + bytes.length > this.#bytes.length) {
      const { waiting } = this;
      this.#bytes = new Uint8Array(Math.max(64, 2 * (waiting.length + bytes.length)));
      this.#bytes.set(waiting);
      this.#start = 0;
      this.#end = waiting.length;
    }
    this.#bytes.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** All bytes, without a copy: the view does not change until `clear`. */
  get waiting(): Uint8Array {
    return this.#bytes.subarray(this.#start, this.#end);
  }

  /** Takes the first byte; undefined if there is none. */
  takeOne(): number | undefined {
    return this.#start === this.#end ? undefined : this.#bytes[this.#start++];
  }

  /** Takes the first `count` bytes, which must be there, as a copy. */
  take(count: number): Uint8Array {
    const taken = this.#bytes.slice(this.#start, this.#start + count);
    this.#start += count;
    return taken;
  }

  /** Removes all bytes. */
  clear(): void {
    this.#start = this.#end = 0;
  }
}

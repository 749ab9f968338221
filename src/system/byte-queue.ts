/** Bytes that wait to be read, in their order. */
export class ByteQueue {
  #bytes = new Uint8Array(64);
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  /** Puts bytes behind the others. Room doubles, so that each byte is moved a few times at most, however many there are. */
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

  /** All of them, without a copy: they are these until the next is added or taken. */
  get waiting(): Uint8Array {
    return this.#bytes.subarray(this.#start, this.#end);
  }

  /** Takes the first; undefined if there is none. */
  take(): number | undefined {
    return this.#start === this.#end ? undefined : this.#bytes[this.#start++];
  }

  /** Forgets all. */
  clear(): void {
    this.#start = this.#end = 0;
  }
}

/** Bytes that are waiting: added in pieces, taken in pieces of another size. */

export class ByteQueue {
  #bytes = new Uint8Array(1024);
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  /** Copies bytes to the end. */
  add(bytes: Uint8Array): void {
    if (this.#end + bytes.length > this.#bytes.length) {
      const waiting = this.#bytes.subarray(this.#start, this.#end);
      const room = waiting.length + bytes.length > this.#bytes.length ? new Uint8Array(2 * (waiting.length + bytes.length)) : this.#bytes;
      room.set(waiting);
      [this.#bytes, this.#start, this.#end] = [room, 0, waiting.length];
    }
    this.#bytes.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** Takes so many bytes from the beginning, which must be there. */
  take(count: number): Uint8Array {
    const taken = this.#bytes.slice(this.#start, this.#start + count);
    this.#start += count;
    return taken;
  }
}

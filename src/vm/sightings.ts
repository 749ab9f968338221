/**
 * What the collector knows of a thread's frames on the host's stack, where they cannot be inspected. Native code that calls Python cuts them
 * into segments. A segment is seen when it unwinds, which only the innermost can do; for each of the others the collector uses what the
 * segment held when it was last seen.
 */
export class Sightings {
  /** Bytes that the frames of each segment held when last seen, by its depth; no entry for a segment that has never been seen. */
  readonly #bytes: number[] = [];
  /** A collection has missed all segments of a smaller depth; each of them must be seen when it is the innermost again. */
  #missed = 0;

  /** Returns the bytes that the segments held, optionally only those with a smaller depth than the given one. */
  total(depth = this.#bytes.length): number {
    let sum = 0;
    for (let d = 0; d < depth; d++) sum += this.#bytes[d] ?? 0;
    return sum;
  }

  /** Notes that the innermost segment, at `depth`, has been seen and how many bytes its frames held. */
  see(depth: number, bytes: number): void {
    this.leaveTo(depth);
    this.#bytes[depth] = bytes;
    this.#missed = depth;
  }

  /** Notes that a collection is made that sees none of the segments; the innermost is at `depth`. */
  miss(depth: number): void {
    this.#missed = depth + 1;
  }

  /** Whether a collection has missed the segment at `depth`, which is now the innermost. */
  lacks(depth: number): boolean {
    return this.#missed > depth;
  }

  /** Called when native code has returned to the segment at `depth`: forgets the deeper ones. */
  leaveTo(depth: number): void {
    if (this.#bytes.length > depth + 1) this.#bytes.length = depth + 1;
  }

  /** Forgets all segments: the thread runs nothing. */
  clear(): void {
    this.#bytes.length = this.#missed = 0;
  }
}

/**
 * What the collector knows of a thread's frames on the host's stack, where nobody can look at them. Native code that calls Python cuts
 * them into segments; a segment is seen when it unwinds, which only the innermost can, so what the others hold is taken from when each
 * was last seen.
 */
export class Sightings {
  /** Bytes that the frames of each segment held, by its depth; none for one that has never been seen. */
  readonly #bytes: number[] = [];
  /** A collection has missed all segments of a smaller depth, each of which has to be looked at when it is the innermost again. */
  #missed = 0;

  /** Bytes that the segments held, or those below a depth. */
  total(depth = this.#bytes.length): number {
    let sum = 0;
    for (let d = 0; d < depth; d++) sum += this.#bytes[d] ?? 0;
    return sum;
  }

  /** The innermost segment, at `depth`, has been seen: its frames held so many bytes. */
  see(depth: number, bytes: number): void {
    this.leaveTo(depth);
    this.#bytes[depth] = bytes;
    this.#missed = depth;
  }

  /** A collection is made that sees none of them, the innermost being at `depth`. */
  miss(depth: number): void {
    this.#missed = depth + 1;
  }

  /** Whether a collection has missed the segment at `depth`, now the innermost. */
  lacks(depth: number): boolean {
    return this.#missed > depth;
  }

  /** Native code has returned to the segment at `depth`. */
  leaveTo(depth: number): void {
    if (this.#bytes.length > depth + 1) this.#bytes.length = depth + 1;
  }

  /** The thread runs nothing. */
  clear(): void {
    this.#bytes.length = this.#missed = 0;
  }
}

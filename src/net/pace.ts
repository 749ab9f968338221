/** How fast packets go one way over a link: one after the other, and each takes its time. */
import { MILLISECOND } from '../execution.js';

export class Pace {
  /** When the last one is through, ns since power came. */
  #freeAt = 0n;
  readonly #nanosPerByte: number;
  readonly #latency: bigint;

  /** `bytesPerSecond`: Infinity where size does not matter. Throws a RangeError for less than one. */
  constructor({ latencyMs = 0, bytesPerSecond = Number.POSITIVE_INFINITY }: { latencyMs?: number; bytesPerSecond?: number } = {}) {
    if (!(bytesPerSecond >= 1)) throw new RangeError(`bytesPerSecond must be 1 or more, not ${bytesPerSecond}`);
    this.#nanosPerByte = 1e9 / bytesPerSecond;
    this.#latency = BigInt(Math.round(latencyMs * MILLISECOND));
  }

  /** The moment at which so many bytes have arrived that begin to be sent at a moment. */
  arrival(bytes: number, at: bigint): bigint {
    const begin = at > this.#freeAt ? at : this.#freeAt;
    this.#freeAt = begin + BigInt(Math.round(bytes * this.#nanosPerByte));
    return this.#freeAt + this.#latency;
  }
}

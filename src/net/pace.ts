/** How fast packets go over a link in one direction: one after the other, each taking its time. */
import { MILLISECOND } from '../execution.js';

export class Pace {
  /** When the last packet has been sent, ns since power-on. */
  #freeAt = 0n;
  readonly #nanosPerByte: number;
  readonly #latency: bigint;

  /** `bytesPerSecond` is Infinity if size does not matter. Throws a RangeError if it is less than one. */
  constructor({ latencyMs = 0, bytesPerSecond = Number.POSITIVE_INFINITY }: { latencyMs?: number; bytesPerSecond?: number } = {}) {
    if (!(bytesPerSecond >= 1)) throw new RangeError(`bytesPerSecond must be 1 or more, not ${bytesPerSecond}`);
    this.#nanosPerByte = 1e9 / bytesPerSecond;
    this.#latency = BigInt(Math.round(latencyMs * MILLISECOND));
  }

  /** Returns the moment at which a packet of `bytes` bytes arrives that is ready to be sent at the moment `at`. */
  arrival(bytes: number, at: bigint): bigint {
    const begin = at > this.#freeAt ? at : this.#freeAt;
    this.#freeAt = begin + BigInt(Math.round(bytes * this.#nanosPerByte));
    return this.#freeAt + this.#latency;
  }
}

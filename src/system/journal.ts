/** What a host has typed at a board, so that another that is like it can be given the same and does the same. */
import type { PyboardSystem } from './pyboard-system.js';

interface Entry {
  readonly bytes: Uint8Array;
  /** Nanoseconds since reset. */
  readonly moment: bigint;
  /** The board stood still for it (`PyboardSystem.stopsForInput`). */
  readonly wasAwaited: boolean;
}

export class Journal {
  readonly #entries: Entry[] = [];
  readonly #stopsForInput: boolean;

  /** Notes what a board is fed from now on; it has not run yet. */
  constructor(system: PyboardSystem) {
    this.#stopsForInput = system.stopsForInput;
    system.fed = (bytes) => this.#entries.push({ bytes: bytes.slice(), moment: system.elapsed, wasAwaited: system.lacksInput });
  }

  /** Runs another board, a new one, which is given the same. Comes back when it has ended, been aborted, or has nothing left to do. */
  replay(system: PyboardSystem): void {
    const { time } = system.board;
    system.stopsForInput = this.#stopsForInput;
    const awaited: Entry[] = [];
    for (const entry of this.#entries) {
      if (entry.wasAwaited) awaited.push(entry);
      else time.alarm(() => system.feed(entry.bytes)).set(Number(entry.moment - time.epoch));
    }
    while (system.run(null) === 'stopped') {
      const entry = awaited.shift();
      if (entry === undefined) system.stopsForInput = false;
      else system.feed(entry.bytes);
    }
  }
}

/** Records what a host types at a board, so that another board of the same kind can be given the same input and does the same. */
import type { PyboardSystem } from './pyboard-system.js';

interface Entry {
  readonly bytes: Uint8Array;
  /** Nanoseconds since reset. */
  readonly moment: bigint;
  /** The board stood still for this input (`PyboardSystem.stopsForInput`). */
  readonly wasAwaited: boolean;
}

export class Journal {
  readonly #entries: Entry[] = [];
  readonly #stopsForInput: boolean;

  /** Records what a board is fed from now on. The board must not have run yet. */
  constructor(system: PyboardSystem) {
    this.#stopsForInput = system.stopsForInput;
    system.fed = (bytes) => this.#entries.push({ bytes: bytes.slice(), moment: system.elapsed, wasAwaited: system.lacksInput });
  }

  /** Runs another, new board with the same input. Returns when that board has ended, has been aborted, or has nothing left to do. */
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
